import { saveSubscription } from "../../store/subscriptions.ts";
import type { Handler } from "../handler.ts";
import { subscriptionFromWire, subscriptionToWire } from "../wire/subscription.ts";

export const putSubscription: Handler<"putSubscription"> = async ({ path, body }, ctx) => ({
  status: 200,
  body: subscriptionToWire(await saveSubscription(ctx, path.subscriptionId, subscriptionFromWire(body))),
});
