import { Refusal } from "@understudy/domain";
import { demand, touch } from "./lifecycle.ts";
import { type Change, later, type Transaction, type TransactionEvent } from "./transaction.ts";

/** A refund has a status of its own, apart from its transaction's (providers/tokeflow.md 4.7, 9.6). */
export interface Refund {
  readonly id: string;
  readonly transactionId: string;
  readonly merchantId: string;
  /** In minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly status: "pending" | "succeeded" | "failed";
  readonly reason: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly pspRefundId: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface RefundRequest {
  readonly id: string;
  /** Absent: all that is left. */
  readonly amount?: number | undefined;
  readonly reason?: string | null | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
}

export interface RefundChange extends Change {
  readonly refund: Refund;
}

/** What may still be refunded: pending refunds are spoken for, so that all refunds together never exceed the capture. */
export function remainingOf({ amountCaptured, amountRefunded, amountRefundPending }: Transaction): number {
  return amountCaptured - amountRefunded - amountRefundPending;
}

/** Also from `partially_refunded`, or partial refunds could not be repeated down to zero (9.7). */
export function requestRefund(transaction: Transaction, request: RefundRequest, now: Date): RefundChange {
  const remaining = remainingOf(transaction);
  const amount = request.amount ?? remaining;
  demand(
    transaction,
    ["authorized", "refund_pending", "partially_refunded"],
    "refunded",
    "Only captured funds can be.",
  );
  if (remaining === 0) throw new Refusal("wrong_state", `${transaction.id} has no captured funds left to refund.`);
  if (amount <= 0) throw new Refusal("invalid", "amount must be a positive integer.", { field: "amount" });
  if (amount > remaining) {
    const message = `amount is ${amount}, but only ${remaining} is left to refund: ask for that or less.`;
    throw new Refusal("out_of_range", message, { field: "amount" });
  }
  const refund: Refund = {
    id: request.id,
    transactionId: transaction.id,
    merchantId: transaction.merchantId,
    amount,
    currency: transaction.currency,
    status: "pending",
    reason: request.reason ?? null,
    metadata: request.metadata ?? {},
    pspRefundId: `psp_${request.id}`,
    createdAt: now,
    updatedAt: now,
  };
  const amountRefundPending = transaction.amountRefundPending + amount;
  return {
    refund,
    transaction: touch({ ...transaction, status: "refund_pending", amountRefundPending }, now),
    events: ["transaction.refund_created", "transaction.refund_pending"],
  };
}

/**
 * The provider's answer to a refund. The transaction leaves `refund_pending` with the last refund that was pending; no
 * event is published for a failed refund, and none is told for one that leaves others pending, since it would name a
 * status that the transaction does not have. A transaction charged back meanwhile stays so.
 */
export function settleRefund(
  transaction: Transaction,
  refund: Refund,
  outcome: "succeeded" | "failed",
  now: Date,
): RefundChange {
  if (refund.status !== "pending")
    throw new Refusal("wrong_state", `${refund.id} is ${refund.status}; only a pending refund can be settled.`);
  const settled = {
    ...transaction,
    amountRefundPending: transaction.amountRefundPending - refund.amount,
    amountRefunded: transaction.amountRefunded + (outcome === "succeeded" ? refund.amount : 0),
  };
  const status = transaction.status === "refund_pending" ? stableStatusOf(settled) : transaction.status;
  return {
    refund: { ...refund, status: outcome, updatedAt: later(refund.updatedAt, now) },
    transaction: touch({ ...settled, status }, now),
    events: outcome === "succeeded" ? eventsOf(status) : [],
  };
}

function stableStatusOf(transaction: Transaction): "authorized" | "partially_refunded" | "refund_pending" | "refunded" {
  const { amountCaptured, amountRefunded, amountRefundPending } = transaction;
  if (amountRefundPending > 0) return "refund_pending";
  if (amountRefunded === 0) return "authorized";
  return amountRefunded === amountCaptured ? "refunded" : "partially_refunded";
}

function eventsOf(status: Transaction["status"]): readonly TransactionEvent[] {
  if (status === "refunded") return ["transaction.refunded"];
  return status === "partially_refunded" ? ["transaction.partially_refunded"] : [];
}
