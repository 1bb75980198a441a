import { failStep } from "./acting.ts";
import type { StepError } from "./definition.ts";
import { addDuration, durationMs } from "./duration.ts";
import type { Change, Scene } from "./execution.ts";
import { runOf, standingAt } from "./standing.ts";
import type { CallInput } from "./step-input.ts";

/** What an `http` step sends. */
export interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null for none. */
  readonly body: unknown;
  /** The same for all attempts of one run. */
  readonly idempotencyKey: string;
  /** Real time. */
  readonly timeoutMs: number;
}

/** The call that is due, or why it cannot be made, which no later attempt would change. */
export function callOf(scene: Scene): { readonly call: Call } | { readonly error: StepError } {
  const { step } = standingAt(scene, ["call"]);
  if (step.type !== "http") throw new Error(`A step of the type ${step.type} calls nobody.`);
  const run = runOf(scene);
  const { url, ...rest } = run.input as CallInput;
  if (typeof url !== "string" || !isWebAddress(url))
    return { error: { code: "invalid_url", message: "The url of the step is not an address of http or https." } };
  const idempotencyKey = `${scene.execution.id}/${run.number}`;
  return { call: { ...rest, url, idempotencyKey, timeoutMs: durationMs(step.timeout ?? "PT10S") ?? 10_000 } };
}

function isWebAddress(text: string): boolean {
  return ["http:", "https:"].includes(URL.parse(text)?.protocol ?? "");
}

/** A call that failed is made again after a while, as often as the step says; then the step has failed. */
export function retryCall(scene: Scene, error: StepError, now: Date): Change {
  const { step } = standingAt(scene, ["call"]);
  if (step.type !== "http") throw new Error(`A step of the type ${step.type} calls nobody.`);
  const run = runOf(scene);
  if (run.attempt > (step.retries ?? 0)) return failStep(scene, error, now);
  const resumeAt = addDuration(now, step.retryAfter ?? "PT5S");
  return { execution: scene.execution, runs: [{ ...run, error }], resumeAt, work: null, events: [], record: null };
}
