import type { components } from "@understudy/contracts/onespan";
import type { TransactionEvent } from "../rules/event.ts";
import type { Transaction } from "../rules/transaction.ts";
import { kindOf, recordOf } from "./event.ts";
import { notificationTime, time } from "./time.ts";

/** What an endpoint is told of an event. Its time has another name and form where its type is `notification` (providers/onespan.md 6). */
export function notificationToWire(
  event: TransactionEvent,
  { id }: Pick<Transaction, "id">,
): components["schemas"]["Notification"] {
  const kind = kindOf(event);
  const { at } = event;
  const told = kind.type === "notification" ? { "@timestamp": notificationTime(at) } : { timestamp: time(at) };
  return { id: event.id, ...told, ...kind, ...recordOf(event, id) };
}
