import { perform } from "./automatic.ts";
import type { Definition, EndStep } from "./definition.ts";
import { completed } from "./ending.ts";
import { enter, newRun } from "./entering.ts";
import type { Change, Execution, Scene, StepRun } from "./execution.ts";
import { executionTypeOf } from "./graph.ts";
import { failure, leave } from "./leaving.ts";
import { resolve } from "./mapping.ts";
import { scopeOf } from "./scope.ts";
import { isWithin, largestValueBytes } from "./size.ts";
import { standingAt } from "./standing.ts";

/** What an execution is started with. */
export type Given = Pick<Execution, "id" | "locale" | "parameters" | "recordId" | "expiresAt" | "expiresAtMicros">;

/** A new execution at its first step. */
export function begin(definition: Definition, given: Given, now: Date): Change {
  const { id: definitionId, revision, name, start } = definition;
  const execution: Execution = {
    ...given,
    ...{ definitionId, revision, name, createdAt: now, runNumber: 0 },
    executionType: executionTypeOf(definition),
    status: "RUNNING",
    ...{ endedAt: null, currentStep: null, awaits: null, result: null, failure: null },
  };
  return enter(definition, execution, {}, start, now);
}

/** The automatic step at which it stands, and no more than that one. */
export function turn(scene: Scene, now: Date, newId: () => string): Change {
  const { key, step } = standingAt(scene, ["turn"]);
  const run = newRun(scene.execution, key, step, null, now);
  if (step.type === "end") return finish(scene, run, step, now);
  const { input, record, execution, ...outcome } = perform(scene, step, newId);
  const change = leave({ ...scene, execution }, { ...run, input }, outcome, now);
  return { ...change, record };
}

function finish(scene: Scene, run: StepRun, step: EndStep, now: Date): Change {
  const result = resolve(step.result, scopeOf(scene.execution, scene.outputs)) as Record<string, unknown>;
  if (!isWithin(result)) {
    const message = `The result has more than ${largestValueBytes} bytes of JSON.`;
    return leave(scene, run, failure({ code: "output_too_large", message }, undefined), now);
  }
  const closed = { ...run, state: "COMPLETED" as const, output: result, endedAt: now };
  return completed({ ...scene.execution, runNumber: run.number }, [closed], result, now);
}
