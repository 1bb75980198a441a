import type { Handler } from "../handler.ts";
import { get, notificationsOf } from "../store/workflows.ts";
import { notificationToWire } from "../wire/workflow.ts";

export const getLinxWorkflowNotificationHistory: Handler<"getLinxWorkflowNotificationHistory"> = async (
  { path },
  ctx,
) => {
  const { workflow } = await get(ctx, path.workflowId);
  const notifications = await notificationsOf(ctx, workflow.id);
  return { status: 200, body: notifications.map(notificationToWire) };
};
