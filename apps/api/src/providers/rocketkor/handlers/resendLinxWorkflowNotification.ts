import { actorOf } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { changeWorkflow } from "../journeys.ts";
import { resend } from "../rules/journey.ts";
import { notificationToWire } from "../wire/workflow.ts";

export const resendLinxWorkflowNotification: Handler<"resendLinxWorkflowNotification"> = async ({ path }, ctx) => {
  const { notification } = await changeWorkflow(ctx, path.workflowId, (scene) => resend(scene, actorOf(ctx), ctx.now));
  if (!notification) throw new Error("Nobody was notified.");
  return { status: 200, body: notificationToWire(notification) };
};
