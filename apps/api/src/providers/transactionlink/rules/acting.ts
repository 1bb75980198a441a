import type { Step, StepError } from "./definition.ts";
import type { Change, Scene } from "./execution.ts";
import { failure, leave, type Outcome } from "./leaving.ts";
import { speaksByOutcome, spoken, unspoken } from "./persons/outcome.ts";
import { runOf, standingAt } from "./standing.ts";

/** A person, an event or the answer to a call completes the step. */
export function completeStep(scene: Scene, output: unknown, now: Date): Change {
  const { step } = standingAt(scene, ["person", "event", "call"]);
  return leave(scene, runOf(scene), speaksByOutcome(step) ? spoken(step, output) : passed(step, output), now);
}

function passed(step: Step, output: unknown): Outcome {
  if (!("next" in step)) throw new Error(`A step of the type ${step.type} is completed by its own turn.`);
  return { state: "COMPLETED", output: output ?? null, error: null, to: step.next };
}

/** What a person did has failed, or a call has for good. */
export function failStep(scene: Scene, error: StepError, now: Date): Change {
  const { step } = standingAt(scene, ["person", "call"]);
  const onError = "onError" in step ? step.onError : undefined;
  const outcome = speaksByOutcome(step) ? unspoken(step, "FAILED", error) : failure(error, onError);
  return leave(scene, runOf(scene), outcome, now);
}

/** The person went away. */
export function abandonStep(scene: Scene, now: Date): Change {
  const { step } = standingAt(scene, ["person"]);
  return leave(scene, runOf(scene), abandoned(step, "ABANDONED"), now);
}

/** The clock reached `resumeAt`: a wait is over, a person or an event came too late, or a call is due again. */
export function lapse(scene: Scene, now: Date): Change {
  const { step, awaits } = standingAt(scene, ["person", "event", "time", "call"]);
  const run = runOf(scene);
  if (awaits === "person") return leave(scene, run, abandoned(step, "TIMED_OUT"), now);
  if (awaits === "call") return callAgain(scene);
  if (step.type !== "wait") throw new Error(`A step of the type ${step.type} waits for a time.`);
  if (awaits === "time") return leave(scene, run, passed(step, null), now);
  const output = { timedOut: true };
  return leave(scene, run, { state: "TIMED_OUT", output, error: null, to: step.onTimeout ?? step.next }, now);
}

/** The attempt that failed is over: the same run makes the next one. */
function callAgain(scene: Scene): Change {
  const run = runOf(scene);
  if (!run.error) throw new Error(`The call of the execution ${scene.execution.id} is under way: it has no timer.`);
  const runs = [{ ...run, attempt: run.attempt + 1, error: null }];
  return { execution: scene.execution, runs, resumeAt: null, work: "call_service", events: [], record: null };
}

const reasons = {
  ABANDONED: { code: "abandoned", message: "The person left the step." },
  TIMED_OUT: { code: "timed_out", message: "The person let the time of the step run out." },
} as const;

function abandoned(step: Step, state: keyof typeof reasons): Outcome {
  const error = reasons[state];
  if (speaksByOutcome(step)) return unspoken(step, state, error);
  const onError = "onError" in step ? step.onError : undefined;
  const to = ("onAbandon" in step ? step.onAbandon : undefined) ?? onError;
  return { state, output: null, error, to };
}
