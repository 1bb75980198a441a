import * as subscriptions from "../../store/subscriptions.ts";
import type { Handler } from "../handler.ts";

export const deleteSubscription: Handler<"deleteSubscription"> = async ({ path }, ctx) => {
  await subscriptions.deleteSubscription(ctx, path.subscriptionId);
  return { status: 204 };
};
