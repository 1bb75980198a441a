import type { BankAccountStep, IdVerificationStep, Step, StepError } from "../definition.ts";
import type { Outcome } from "../leaving.ts";

/** These say in their output what came of them, and go on whatever it was (providers/transactionlink.md 4.4). */
type SpeakingStep = IdVerificationStep | BankAccountStep;

export function speaksByOutcome(step: Step): step is SpeakingStep {
  return step.type === "id_verification" || step.type === "bank_account";
}

/** Where an outcome leads: what failed goes the way of an error where there is one, and on where there is none. */
export function spoken(step: SpeakingStep, output: unknown): Outcome {
  const { state, status, code } = (output ?? {}) as { state?: unknown; status?: unknown; code?: unknown };
  const error = { code: typeof code === "string" ? code : "failed", message: "The check did not pass." };
  if (state === "FAILED" || status === "OMITTED") return routed(step, "FAILED", output, error);
  if (status === "TIMEDOUT") return routed(step, "ABANDONED", output, error);
  return { state: "COMPLETED", output: output ?? null, error: null, to: step.next };
}

/** The outcome of a check that nobody brought to its end. */
export function unspoken(step: SpeakingStep, state: "FAILED" | "ABANDONED" | "TIMED_OUT", error: StepError): Outcome {
  return routed(step, state, unspokenOutput(step, state, error), error);
}

function unspokenOutput(step: SpeakingStep, state: "FAILED" | "ABANDONED" | "TIMED_OUT", error: StepError): unknown {
  const isFailed = state === "FAILED";
  if (step.type === "id_verification") return isFailed ? { state } : { state: "FAILED", code: error.code };
  return isFailed ? { status: "OMITTED", code: "bank.notFound" } : { status: "TIMEDOUT", code: "user.idle" };
}

function routed(step: SpeakingStep, state: Outcome["state"], output: unknown, error: StepError): Outcome {
  const onFailure = step.onError ?? step.next;
  return { state, output, error, to: state === "FAILED" ? onFailure : (step.onAbandon ?? onFailure) };
}
