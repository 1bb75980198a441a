import type { components } from "@understudy/contracts/rocketkor";
import { stepDescription, stepDisplayName } from "../rules/step.ts";
import type { Change, Detail, Notification, Step } from "../rules/workflow.ts";
import { linxTime } from "./time.ts";

type Schemas = components["schemas"];

/** The LinX Workflow object with the LinX Result object, as creating one answers them. */
export function createdToWire({ workflow, steps }: Pick<Change, "workflow" | "steps">): Schemas["LinxWorkflow"] {
  return {
    workflowId: workflow.id,
    // Empty without a template here, and absent wherever else a workflow is read (providers/rocketkor.md OD-11).
    templateId: workflow.templateId ?? "",
    templateVersionId: workflow.templateVersionId ?? "",
    result: { successful: true },
    steps: steps.map(({ id, name }) => ({ stepName: name, stepId: id })),
  };
}

/** The LinX Workflow Detail object (providers/rocketkor.md 4.4). */
export function detailToWire({ workflow, steps, email }: Detail): Schemas["LinxWorkflowDetail"] {
  const { templateId, templateVersionId, nextNotificationAt, completedAt, declineReason } = workflow;
  return {
    id: workflow.id,
    ...(templateId !== null && { templateId }),
    ...(templateVersionId !== null && { templateVersionId }),
    status: workflow.status,
    title: workflow.title,
    currentStep: workflow.currentStep,
    steps: steps.map(stepToWire),
    phoneNumber: workflow.phoneNumber,
    ...(email !== null && { email }),
    expireAt: linxTime(workflow.expireAt),
    ...(nextNotificationAt && { nextNotificationAt: linxTime(nextNotificationAt) }),
    ...(completedAt && { completedAt: linxTime(completedAt) }),
    ...(declineReason !== null && { declineReason }),
  };
}

function stepToWire({ id, name, data, status }: Step): Schemas["LinxWorkflowDetail"]["steps"][number] {
  return {
    id,
    stepName: name,
    stepDisplayName: stepDisplayName(name),
    stepDescription: stepDescription(name),
    data: { ...data },
    status,
  };
}

export function notificationToWire({
  serial,
  channel,
  origin,
  notifiedBy,
  notifiedAt,
}: Notification): Schemas["NotificationHistoryEntry"] {
  return { serial, channel, origin, notifiedBy, notifiedAt: linxTime(notifiedAt) };
}
