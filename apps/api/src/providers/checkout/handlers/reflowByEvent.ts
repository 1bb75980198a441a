import type { Handler } from "../handler.ts";
import { reflowNow } from "../reflowing.ts";

export const reflowByEvent: Handler<"reflowByEvent"> = async ({ path }, ctx) => {
  await reflowNow(ctx, { eventIds: [path.eventId] });
  return { status: 202 };
};
