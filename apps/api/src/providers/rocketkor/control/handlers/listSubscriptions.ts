import { paged } from "../../../../page.ts";
import * as subscriptions from "../../store/subscriptions.ts";
import type { Handler } from "../handler.ts";
import { subscriptionToWire } from "../wire/subscription.ts";

export const listSubscriptions: Handler<"listSubscriptions"> = async ({ query }, ctx) => {
  const body = await paged(
    query,
    (page) => subscriptions.listSubscriptions(ctx, page),
    ({ sequence }) => sequence,
    subscriptionToWire,
  );
  return { status: 200, body };
};
