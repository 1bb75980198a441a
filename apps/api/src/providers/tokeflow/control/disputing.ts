import { type Context, type EventSpec, insertEvents } from "@understudy/engine";
import type { Change } from "../rules/transaction.ts";
import { insertDispute } from "../store/disputes.ts";
import { changed, type Parts } from "../store/transactions.ts";
import { toWire } from "../wire/transaction.ts";
import type { Dispute, Disputed } from "./rules/dispute.ts";
import { disputeToWire } from "./wire/objects.ts";

/** What is written with the transaction that is charged back. */
export interface Writing {
  readonly change: Change;
  readonly also: Parts;
}

/** The dispute goes with the charge, and all events are one part, so that they are told in their order. */
export function writeDisputed(ctx: Context, { transaction, events, dispute }: Disputed): Writing {
  const data = toWire(transaction, ctx);
  const told = events.map((type) => ({ provider: "tokeflow", type, subject: transaction.id, data }));
  const also = {
    dispute: insertDispute(ctx, dispute),
    events: insertEvents(ctx, changed, [...told, disputeEvent("dispute.opened", dispute)]),
  };
  return { change: { transaction, events: [] }, also };
}

/** What happened to a dispute (providers/tokeflow.md 9.15). */
export function disputeEvent(type: `dispute.${"opened" | "won" | "lost"}`, dispute: Dispute): EventSpec {
  return { provider: "tokeflow", type, subject: dispute.id, data: disputeToWire(dispute) };
}
