import * as subscriptions from "../../store/subscriptions.ts";
import type { Handler } from "../handler.ts";
import { subscriptionToWire } from "../wire/subscription.ts";

export const getSubscription: Handler<"getSubscription"> = async ({ path }, ctx) => ({
  status: 200,
  body: subscriptionToWire(await subscriptions.getSubscription(ctx, path.subscriptionId)),
});
