import type { Context, EventSpec } from "@understudy/engine";
import { eventOf, type Owner } from "../events.ts";
import type { Change } from "../rules/transaction.ts";
import { insertDispute } from "../store/disputes.ts";
import type { Also } from "../store/transactions.ts";
import type { Dispute, Disputed } from "./rules/dispute.ts";
import { disputeToWire } from "./wire/objects.ts";

/** What is written with the transaction that is charged back. */
export interface Writing {
  readonly change: Change;
  readonly also: Also;
}

/** The dispute goes with the charge, and is told after it. */
export function writeDisputed(ctx: Context, { dispute, ...change }: Disputed): Writing {
  const opened = disputeEvent("dispute.opened", dispute, change.transaction);
  return { change, also: { parts: { dispute: insertDispute(ctx, dispute) }, told: [opened] } };
}

/** What happened to a dispute of the owner's (providers/tokeflow.md 9.15). */
export function disputeEvent(type: `dispute.${"opened" | "won" | "lost"}`, dispute: Dispute, owner: Owner): EventSpec {
  return eventOf(owner, type, dispute.id, disputeToWire(dispute));
}
