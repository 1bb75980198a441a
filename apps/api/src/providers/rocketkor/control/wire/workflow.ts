import type { components } from "@understudy/contracts/rocketkor-control";
import type { Context } from "@understudy/engine";
import { linkTo } from "../../addresses.ts";
import { currentStep } from "../../rules/journey.ts";
import type { Scene } from "../../rules/workflow.ts";

export function workflowToWire(ctx: Context, scene: Scene): components["schemas"]["ControlWorkflow"] {
  const { workflow, steps } = scene;
  const current = workflow.status === "ACTIVE" ? currentStep(scene) : null;
  return {
    id: workflow.id,
    status: workflow.status,
    title: workflow.title,
    link: linkTo(ctx, workflow.token),
    opened: workflow.openedAt !== null,
    current_step: current && { id: current.id, name: current.name, number: current.number },
    steps: steps.map(({ id, name, status, data }) => ({ id, name, status, data: { ...data } })),
    customer_id: workflow.customerId,
    financial_account_id: workflow.accountId,
    transaction_id: workflow.transactionId,
    expires_at: workflow.expireAt.toISOString(),
    next_notification_at: workflow.nextNotificationAt?.toISOString() ?? null,
    decline_reason: workflow.declineReason,
  };
}
