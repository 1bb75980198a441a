import { Refusal } from "@understudy/domain";
import type { Definition, Step } from "./definition.ts";
import type { Change, Execution, RecordWrite, Scene, StepRun, SubjectRecord, WebhookEventType } from "./execution.ts";
import type { TableField } from "./record.ts";
import { begin, type Given, turn } from "./turn.ts";

/** `at(2)` is two seconds after the start. */
export const at = (seconds: number): Date => new Date(Date.parse("2026-03-01T09:00:00.123Z") + seconds * 1000);

export const tableId = "3c8b1d52-7f0e-4a4b-8f7c-6a1e2b9d0c01";
export const recordId = "11111111-2222-4333-8444-555555555555";
/** What a step makes. */
export const madeId = "99999999-2222-4333-8444-555555555555";

export function definition(steps: Readonly<Record<string, Step>>, changes: Partial<Definition> = {}): Definition {
  const [start = ""] = Object.keys(steps);
  const head = { id: "d1", name: "sample", revision: "r3", parameters: [], locales: ["en"], recordTableId: tableId };
  return { ...head, ui: {}, start, steps, ...changes };
}

export const end: Step = { type: "end", result: { all: "$.steps.a" } };
export const person = (next: string, rest: object = {}): Step => ({ type: "form", fields: [], next, ...rest }) as Step;

/** An execution with its history, as a store would keep it. */
export interface World {
  readonly definition: Definition;
  readonly execution: Execution;
  readonly runs: readonly StepRun[];
  readonly resumeAt: Date | null;
  readonly work: Change["work"];
  readonly events: readonly WebhookEventType[];
  readonly writes: readonly RecordWrite[];
  readonly record: SubjectRecord | null;
}

export function start(of: Definition, given: Partial<Given> = {}, now = at(0)): World {
  const whole = { id: "e1", locale: "en", parameters: {}, recordId: null, expiresAt: at(3600), expiresAtMicros: 0 };
  const change = begin(of, { ...whole, ...given }, now);
  const empty = { definition: of, runs: [], events: [], writes: [], record: null };
  return applied({ ...empty, execution: change.execution, resumeAt: null, work: null }, change);
}

/** Of the table of these worlds. */
const fields: readonly TableField[] = ["name", "country"].map((key) => ({ key, type: "text", options: null }));

export function sceneOf({ definition, execution, runs, record }: World): Scene {
  const outputs = runs.filter(({ output }) => output !== null).map(({ step, output }) => [step, output] as const);
  const run = runs.find(({ state }) => state === "RUNNING") ?? null;
  return { definition, execution, run, outputs: Object.fromEntries(outputs), record, fields };
}

export function applied(world: World, { execution, runs, resumeAt, work, events, record }: Change): World {
  const byNumber = new Map([...world.runs, ...runs].map((run) => [run.number, run]));
  return {
    ...{ definition: world.definition, record: world.record, execution, resumeAt, work },
    runs: [...byNumber.values()],
    events: [...world.events, ...events],
    writes: [...world.writes, ...(record ? [record] : [])],
  };
}

export function after(world: World, act: (scene: Scene) => Change): World {
  return applied(world, act(sceneOf(world)));
}

/** Lets it have its turns until it waits for somebody or has ended. */
export function settle(world: World, now = at(1)): World {
  return world.work === "advance_workflow"
    ? settle(
        after(world, (scene) => turn(scene, now, () => madeId)),
        now,
      )
    : world;
}

/** What an act was refused with. */
export function refusalOf(act: () => unknown): Refusal {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("Nothing was refused.");
}
