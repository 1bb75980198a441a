import { Refusal } from "@understudy/domain";
import type { Actor } from "./actor.ts";
import * as ledger from "./ledger.ts";
import { decimalText } from "./money.ts";
import type { ReversalReason, Sides, Transaction, TransactionChange } from "./transaction.ts";
import { book, enter, giveBack, notBefore, stepsAfter, unchanged } from "./transaction-change.ts";

/**
 * Only what no bank has begun to process can be called back (providers/rocketkor.md 4.17). That its time has come is
 * enough, even if `advance` has not been there yet.
 */
export function cancel(transaction: Transaction, actor: Actor, now: Date): TransactionChange {
  const { id, status, solution } = transaction;
  const processing = stepsAfter(transaction).find((step) => step.status === "PROCESSING");
  if (processing === undefined || processing.at <= now) {
    const standing = processing === undefined ? status : "being processed";
    const message = `${id} (${solution}) is ${standing}; only one that is NEW or PENDING can be cancelled.`;
    throw new Refusal("wrong_state", message, { codes: ["TRANSACTION_NOT_CANCELLABLE"] });
  }
  const at = notBefore(transaction, now);
  return enter(giveBack(unchanged(transaction)), { status: "CANCELLED", at }, null, actor);
}

/** Brings the money of a finished transaction back, if it is still where it went. */
export function reverse(transaction: Transaction, sides: Sides, reason: ReversalReason, now: Date): TransactionChange {
  const { id, status, amount, currency } = transaction;
  if (status !== "SETTLED" && status !== "CLEARED")
    throw new Refusal("wrong_state", `${id} is ${status}; only one that is SETTLED or CLEARED can be reversed.`);
  const { account, available } = sides.credit;
  if (available < amount) {
    const message = `${id} cannot be reversed: ${account.name} has ${decimalText(available)} ${currency} left of it.`;
    throw new Refusal("wrong_state", message, { codes: ["INSUFFICIENT_FUNDS"] });
  }
  const change = book(unchanged({ ...transaction, reversalReason: reason }), ledger.reverse(transaction), false);
  return enter(change, { status: "REVERSED", at: notBefore(transaction, now) }, reason);
}
