import * as subscriptions from "../../store/subscriptions.ts";
import type { Handler } from "../handler.ts";
import { subscriptionFromWire, subscriptionToWire } from "../wire/subscription.ts";

export const createSubscription: Handler<"createSubscription"> = async ({ body }, ctx) => {
  const subscription = await subscriptions.createSubscription(ctx, subscriptionFromWire(body));
  return { status: 201, body: subscriptionToWire(subscription) };
};
