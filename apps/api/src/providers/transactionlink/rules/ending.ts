import type { Change, Execution, ExecutionStatus, Failure, Scene, StepRun, WebhookEventType } from "./execution.ts";
import { demandRunning } from "./standing.ts";

/** The integrator no longer wants it. */
export function cancel(execution: Execution, run: StepRun | null, now: Date): Change {
  return stop(execution, run, "CANCELLED", now);
}

/** Its time has run out: nothing moves on at or after `expiresAt`. */
export function expire(execution: Execution, run: StepRun | null, now: Date): Change {
  return stop(execution, run, "EXPIRED", now);
}

/** What is done, if it comes in time: past its time an execution expires by it, whether or not the timer has run yet. */
export function inTime(scene: Scene, now: Date, act: (scene: Scene) => Change): Change {
  const { execution, run } = scene;
  const isUp = execution.status === "RUNNING" && now >= execution.expiresAt;
  return isUp ? expire(execution, run, now) : act(scene);
}

function stop(execution: Execution, run: StepRun | null, status: "CANCELLED" | "EXPIRED", now: Date): Change {
  demandRunning(execution);
  // What a person had begun to hand in goes with the step.
  const runs = run ? [{ ...run, state: "CANCELLED" as const, output: null, endedAt: now }] : [];
  return ended(execution, runs, status, now);
}

export function failed(execution: Execution, runs: readonly StepRun[], failure: Failure, now: Date): Change {
  return ended({ ...execution, failure }, runs, "FAILED", now);
}

/** The result is written once, together with the status that makes it readable. */
export function completed(
  execution: Execution,
  runs: readonly StepRun[],
  result: Readonly<Record<string, unknown>>,
  now: Date,
): Change {
  return ended({ ...execution, result }, runs, "COMPLETED", now);
}

type FinalStatus = Exclude<ExecutionStatus, "RUNNING">;

/** providers/transactionlink.md 9.25 */
const announcements: Readonly<Record<FinalStatus, WebhookEventType>> = {
  COMPLETED: "WORKFLOW_COMPLETED",
  CANCELLED: "WORKFLOW_STATUS_CHANGED",
  EXPIRED: "WORKFLOW_STATUS_CHANGED",
  FAILED: "WORKFLOW_STATUS_CHANGED",
};

function ended(execution: Execution, runs: readonly StepRun[], status: FinalStatus, now: Date): Change {
  const still = { currentStep: null, awaits: null, endedAt: now };
  const events = [announcements[status]];
  return { execution: { ...execution, ...still, status }, runs, resumeAt: null, work: null, events, record: null };
}
