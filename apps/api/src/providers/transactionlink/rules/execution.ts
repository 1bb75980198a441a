import type { Definition, StepError, StepType } from "./definition.ts";
import type { TableField } from "./record.ts";

/** providers/transactionlink.md 5.1, 9.1 */
export const executionStatuses = ["RUNNING", "COMPLETED", "CANCELLED", "EXPIRED", "FAILED"] as const;
export type ExecutionStatus = (typeof executionStatuses)[number];

export type ExecutionType = "BACKGROUND" | "INTERACTIVE";

/**
 * What an execution waits for at its current step: its own turn, a person, an event by the control API, a time of the
 * clock, or the answer to a call.
 */
export type Awaits = "turn" | "person" | "event" | "time" | "call";

export interface Execution {
  readonly id: string;
  readonly definitionId: string;
  readonly revision: string;
  readonly name: string;
  readonly executionType: ExecutionType;
  readonly status: ExecutionStatus;
  readonly locale: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly recordId: string | null;
  readonly expiresAt: Date;
  /** What the caller said of `expiresAt` beyond its milliseconds, 0 to 999. */
  readonly expiresAtMicros: number;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  /** Null once it has ended, as `awaits` is. */
  readonly currentStep: string | null;
  readonly awaits: Awaits | null;
  /** The number of its newest step run, 0 before the first. */
  readonly runNumber: number;
  /** Written once, with `COMPLETED`. */
  readonly result: Readonly<Record<string, unknown>> | null;
  readonly failure: Failure | null;
}

/** Why an execution failed: the error of a step that has no way out of it. */
export interface Failure extends StepError {
  readonly step: string;
}

/** `CANCELLED`: the execution ended while it was under way. */
export type RunState = "RUNNING" | "COMPLETED" | "FAILED" | "TIMED_OUT" | "ABANDONED" | "CANCELLED";

/** One passage through a step. */
export interface StepRun {
  /** From 1, in the order in which the steps were entered. */
  readonly number: number;
  readonly step: string;
  readonly type: StepType;
  readonly state: RunState;
  /** From 1; more for a call that is made again. */
  readonly attempt: number;
  readonly input: unknown;
  readonly output: unknown;
  readonly error: StepError | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}

/** All that decides what an execution does next. */
export interface Scene {
  readonly definition: Definition;
  readonly execution: Execution;
  /** The newest output of each step that has one, by its key; `outputsNeeded` tells of which steps it is sure to be. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** The run that is under way, null at a step whose turn has yet to come. */
  readonly run: StepRun | null;
  /** The record that `recordNeeded` named; null where there is no such record. */
  readonly record?: SubjectRecord | null;
  /** The fields of the table into which the step writes; null where there is no such table. */
  readonly fields?: readonly TableField[] | null;
}

/** A record as the steps of a workflow see it. */
export interface SubjectRecord {
  readonly id: string;
  readonly tableId: string;
  readonly version: number;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What is written into a table: a new record, or the fields of one that is there. */
export interface RecordWrite {
  readonly action: "create" | "update";
  readonly tableId: string;
  readonly id: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export const webhookEventTypes = ["WORKFLOW_COMPLETED", "WORKFLOW_AWAITING", "WORKFLOW_STATUS_CHANGED"] as const;
export type WebhookEventType = (typeof webhookEventTypes)[number];

/** The work that goes on with an execution at once: its own next turn, or the call of its `http` step. */
export type Work = "advance_workflow" | "call_service";

/** One transition with all its consequences, which the store writes in one statement. */
export interface Change {
  /** As it is afterwards. */
  readonly execution: Execution;
  /** New and changed runs. */
  readonly runs: readonly StepRun[];
  /** When the clock goes on with it, if it does. */
  readonly resumeAt: Date | null;
  /** Null where it waits, or has ended. */
  readonly work: Work | null;
  readonly events: readonly WebhookEventType[];
  readonly record: RecordWrite | null;
}
