import type { Actor } from "./actor.ts";
import type { Parameters, StepName, UserInputs } from "./step.ts";

export type WorkflowStatus = "CREATED" | "ACTIVE" | "COMPLETED" | "DECLINED" | "CANCELLED" | "EXPIRED" | "ARCHIVED";

type StepStatus = "CREATED" | "ACTIVE" | "COMPLETED" | "DECLINED";

/** What is known of a step, in the provider's own spelling: what was asked for, found, entered and decided. */
export type StepData = Readonly<Record<string, unknown>>;

export interface Step {
  readonly id: string;
  /** From 1. */
  readonly number: number;
  readonly name: StepName;
  readonly status: StepStatus;
  readonly asked: UserInputs | null;
  readonly data: StepData;
  readonly updatedAt: Date;
}

export interface Workflow {
  readonly id: string;
  readonly templateId: string | null;
  readonly templateVersionId: string | null;
  readonly status: WorkflowStatus;
  readonly title: string;
  readonly customerMemo: string | null;
  readonly parameters: Parameters;
  /** As it was given. */
  readonly phoneNumber: string;
  /** Opens the customer's page. */
  readonly token: string;
  /** The step at which it stands, from 1; where it has ended, the last one that was reached. */
  readonly currentStep: number;
  /** When the customer went past the introduction. */
  readonly openedAt: Date | null;
  readonly customerId: string | null;
  /** The customer's account that money moves from or to. */
  readonly accountId: string | null;
  /** What the last confirmation made. */
  readonly transactionId: string | null;
  readonly expireAt: Date;
  readonly nextNotificationAt: Date | null;
  /** How many notifications there are. */
  readonly notifications: number;
  readonly completedAt: Date | null;
  readonly declineReason: string | null;
  readonly createdBy: Actor;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** All that decides what becomes of a workflow. */
export interface Scene {
  readonly workflow: Workflow;
  /** In their order. */
  readonly steps: readonly Step[];
}

/** A workflow as it is read. */
export interface Detail extends Scene {
  /** Its customer's, once there is one. */
  readonly email: string | null;
}

export type Origin = "INITIAL" | "MANUAL" | "REMINDER" | "EXPIRY";

/** One SMS to the customer. */
export interface Notification {
  /** From 0. */
  readonly serial: number;
  readonly channel: "SMS";
  readonly origin: Origin;
  readonly notifiedBy: Actor;
  readonly notifiedAt: Date;
}

/** A step as push notifications tell of it; they alone know of steps that have failed. */
export interface ToldStep {
  readonly id: string;
  readonly status: StepStatus | "FAILED";
  readonly name: StepName;
  readonly updatedAt: Date;
}

/** A step that has changed, between those before and behind it. */
export interface StepChange {
  readonly previous: ToldStep | null;
  readonly current: ToldStep;
  readonly next: ToldStep | null;
}

/** What becomes of a workflow. */
export interface Change {
  readonly workflow: Workflow;
  /** Those that are not as they were. */
  readonly steps: readonly Step[];
  /** In the order in which it happened. */
  readonly told: readonly StepChange[];
  readonly notification: Notification | null;
}
