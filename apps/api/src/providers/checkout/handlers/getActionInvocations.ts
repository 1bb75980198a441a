import type { Handler } from "../handler.ts";
import { baseUrlOf } from "../means.ts";
import { ofAction } from "../store/deliveries.ts";
import { invocationsToWire } from "../wire/invocations.ts";

export const getActionInvocations: Handler<"getActionInvocations"> = async ({ path }, ctx) => {
  const { eventId, workflowActionId: actionId } = path;
  const execution = await ofAction(ctx, eventId, actionId);
  return { status: 200, body: invocationsToWire(execution, eventId, actionId, baseUrlOf(ctx)) };
};
