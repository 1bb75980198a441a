import { isPersonStep, type StepError } from "./definition.ts";
import { failed } from "./ending.ts";
import { enter } from "./entering.ts";
import type { Change, RunState, Scene, StepRun } from "./execution.ts";
import { personAhead } from "./graph.ts";
import { isWithin, largestValueBytes } from "./size.ts";
import { stepOf } from "./standing.ts";

/** How a step came out. */
export interface Outcome {
  readonly state: Exclude<RunState, "RUNNING" | "CANCELLED">;
  readonly output: unknown;
  readonly error: StepError | null;
  /** Where it goes; undefined where no way leads on, which fails the execution. */
  readonly to: string | undefined;
}

/** A step that failed: its way is `onError`. */
export function failure(error: StepError, to: string | undefined): Outcome {
  return { state: "FAILED", output: null, error, to };
}

/** The run is over, and the execution goes to the next step or fails. */
export function leave(scene: Scene, run: StepRun, outcome: Outcome, now: Date): Change {
  const { state, output, error, to } = within(outcome, scene, run.step);
  const closed = { ...run, state, output, error, endedAt: now };
  const execution = { ...scene.execution, runNumber: run.number };
  if (to === undefined) {
    if (!error) throw new Error(`The step ${run.step} leads nowhere and did not fail.`);
    return failed(execution, [closed], { step: run.step, ...error }, now);
  }
  const outputs = output === null ? scene.outputs : { ...scene.outputs, [run.step]: output };
  const entered = enter(scene.definition, execution, outputs, to, now);
  const isAwaiting = entered.execution.status === "RUNNING" && leavesPersons(scene, run, to);
  const events = isAwaiting ? (["WORKFLOW_AWAITING"] as const) : entered.events;
  return { ...entered, runs: [closed, ...entered.runs], events };
}

/** What is too large to be kept is an error of the step that put it out. */
export function within(outcome: Outcome, scene: Scene, key: string): Outcome {
  if (isWithin(outcome.output)) return outcome;
  const message = `The step put out more than ${largestValueBytes} bytes of JSON.`;
  const step = stepOf(scene.definition, key);
  return failure({ code: "output_too_large", message }, "onError" in step ? step.onError : undefined);
}

/** The person is done, and there is still something to do: "awaiting" (providers/transactionlink.md 6). */
function leavesPersons({ definition }: Scene, run: StepRun, to: string): boolean {
  const next = stepOf(definition, to);
  if (!isPersonStep(stepOf(definition, run.step)) || next.type === "end") return false;
  return !personAhead(definition, to);
}
