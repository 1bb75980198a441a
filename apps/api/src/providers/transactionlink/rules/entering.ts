import type { Definition, Step } from "./definition.ts";
import { addDuration } from "./duration.ts";
import { failed } from "./ending.ts";
import type { Awaits, Change, Execution, StepRun } from "./execution.ts";
import { scopeOf } from "./scope.ts";
import { isWithin, largestValueBytes } from "./size.ts";
import { stepOf } from "./standing.ts";
import { inputOf } from "./step-input.ts";

/**
 * The execution goes to a step. Where others have to act, its run begins here; an automatic step gets its run when its
 * turn comes.
 */
export function enter(
  definition: Definition,
  execution: Execution,
  outputs: Readonly<Record<string, unknown>>,
  key: string,
  now: Date,
): Change {
  if (execution.runNumber >= mostRuns) return tooMany(execution, key, now);
  const step = stepOf(definition, key);
  const awaits = awaitsAt(step);
  const there = { ...execution, currentStep: key, awaits };
  const nothing = { runs: [], resumeAt: null, events: [], record: null };
  if (awaits === "turn") return { ...nothing, execution: there, work: "advance_workflow" };
  const input = inputOf(step, scopeOf(execution, outputs));
  const run = newRun(execution, key, step, input, now);
  const entered = { ...there, runNumber: run.number };
  if (!isWithin(input)) return tooLarge(entered, run, now);
  const work = awaits === "call" ? "call_service" : null;
  return { ...nothing, execution: entered, runs: [run], resumeAt: dueAt(step, now), work };
}

/** A workflow that goes round in circles ends at some time, and a clock that is moved gets past it. */
const mostRuns = 1_000;

function tooMany(execution: Execution, step: string, now: Date): Change {
  const message = `The workflow has been through ${mostRuns} steps: it goes round in circles.`;
  return failed(execution, [], { step, code: "too_many_steps", message }, now);
}

/** A run that has just begun. */
export function newRun(execution: Execution, key: string, step: Step, input: unknown, now: Date): StepRun {
  const number = execution.runNumber + 1;
  const open = { state: "RUNNING", attempt: 1, output: null, error: null, endedAt: null } as const;
  return { ...open, number, step: key, type: step.type, input, startedAt: now };
}

/** There is no way out of this by `onError`: a step that leads back to itself would be entered for ever. */
function tooLarge(execution: Execution, run: StepRun, now: Date): Change {
  const error = { code: "input_too_large", message: `The step takes at most ${largestValueBytes} bytes of JSON.` };
  const closed = { ...run, input: null, state: "FAILED" as const, error, endedAt: now };
  return failed(execution, [closed], { step: run.step, ...error }, now);
}

function awaitsAt(step: Step): Awaits {
  switch (step.type) {
    case "form":
    case "document_upload":
    case "id_verification":
    case "bank_account":
      return "person";
    case "http":
      return "call";
    case "wait":
      return step.duration === undefined ? "event" : "time";
    default:
      return "turn";
  }
}

/** When the clock goes on with a step that waits; a call's own timeout is real time and not of the clock. */
function dueAt(step: Step, now: Date): Date | null {
  if (step.type === "http") return null;
  const text = step.type === "wait" ? (step.duration ?? step.timeout) : "timeout" in step ? step.timeout : undefined;
  return text === undefined ? null : addDuration(now, text);
}
