import type { Webhooks } from "@understudy/contracts/tokeflow";
import { transactionEvents } from "./transaction.ts";

export type EventType = keyof Webhooks;

/** What an event can be about: the part of its type before the dot. */
export type EventKind = EventType extends `${infer Kind}.${string}` ? Kind : never;

/** All that endpoints can be told of (providers/tokeflow.md 6; 9.15 for what is not about a transaction). */
export const eventTypes = [
  ...transactionEvents,
  "dispute.opened",
  "dispute.won",
  "dispute.lost",
  "payment_instrument.created",
  "payment_instrument.deleted",
] as const satisfies readonly EventType[];

export function isEventType(text: string): text is EventType {
  return eventTypes.some((type) => type === text);
}

export function kindOf(type: EventType): EventKind {
  // What the type `EventKind` says, done.
  return type.split(".", 1)[0] as EventKind;
}
