import type { components } from "@understudy/contracts/rocketkor-control";
import { Refusal } from "@understudy/domain";
import type { Subscription, SubscriptionSettings } from "../../store/subscriptions.ts";

type Schemas = components["schemas"];

export function subscriptionFromWire(wire: Schemas["SubscriptionSettings"]): SubscriptionSettings {
  const { description = "", event_types, receiver_url, state = "active", signing_secret = null } = wire;
  const address = URL.parse(receiver_url);
  if (address?.username !== "" || address.password !== "")
    throw new Refusal("invalid", "receiver_url must be an address without a user name or password.", {
      field: "receiver_url",
    });
  return { description, eventTypes: event_types, receiverUrl: receiver_url, state, signingSecret: signing_secret };
}

export function subscriptionToWire(subscription: Subscription): Schemas["Subscription"] {
  const { id, description, eventTypes, receiverUrl, state, signingSecret, createdAt } = subscription;
  return {
    ...{ id, description, event_types: [...eventTypes] as Schemas["EventTypes"], receiver_url: receiverUrl, state },
    ...{ signing_secret: signingSecret, created_at: createdAt.toISOString() },
  };
}
