import { actorOf } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { resend } from "../rules/journey.ts";
import { change } from "../store/transitions.ts";
import { notificationToWire } from "../wire/workflow.ts";

export const resendLinxWorkflowNotification: Handler<"resendLinxWorkflowNotification"> = async ({ path }, ctx) => {
  const { notification } = await change(ctx, path.workflowId, (scene) => resend(scene, actorOf(ctx), ctx.now));
  if (!notification) throw new Error("Nobody was notified.");
  return { status: 200, body: notificationToWire(notification) };
};
