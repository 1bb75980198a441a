import { type Parameters, type StepName, stepNames } from "./step.ts";
import type { Scene } from "./workflow.ts";

export const start = new Date("2023-11-09T21:00:49.776Z");
export const by = { id: "5c1f4f7a-6a0e-4c39-8a3e-0b7f0c1de901", type: "service-account" } as const;

export function hoursLater(hours: number): Date {
  return new Date(start.getTime() + hours * 3_600_000);
}

/** The steps of the provider's own sample. */
const sampleSteps: readonly StepName[] = stepNames.filter(
  (name) => name !== "customer-account" && name !== "financial-account",
);

/** A workflow before anything has happened. */
export function draft(names: readonly StepName[] = sampleSteps, parameters: Partial<Parameters> = {}): Scene {
  return {
    workflow: {
      id: "b6c0d73e-bd7b-4447-a30f-971ecad5fa8b",
      templateId: null,
      templateVersionId: null,
      status: "CREATED",
      title: "Send a rebate to John Doe",
      customerMemo: null,
      parameters: { phoneNumber: "+16471234567", channel: "SMS", ...parameters },
      phoneNumber: "+16471234567",
      token: "7f0c1d",
      currentStep: 1,
      openedAt: null,
      customerId: null,
      accountId: null,
      transactionId: null,
      expireAt: hoursLater(48),
      nextNotificationAt: null,
      notifications: 0,
      completedAt: null,
      declineReason: null,
      createdBy: by,
      createdAt: start,
      updatedAt: start,
    },
    steps: names.map((name, index) => ({
      id: `step-${index + 1}`,
      number: index + 1,
      name,
      status: "CREATED",
      asked: null,
      data: {},
      updatedAt: start,
    })),
  };
}
