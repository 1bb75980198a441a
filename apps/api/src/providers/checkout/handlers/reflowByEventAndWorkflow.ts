import type { Handler } from "../handler.ts";
import { reflowNow } from "../reflowing.ts";

export const reflowByEventAndWorkflow: Handler<"reflowByEventAndWorkflow"> = async ({ path }, ctx) => {
  await reflowNow(ctx, { eventIds: [path.eventId], workflowIds: [path.workflowId] });
  return { status: 202 };
};
