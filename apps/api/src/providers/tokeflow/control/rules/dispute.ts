import { Refusal } from "@understudy/domain";
import { chargeBack } from "../../rules/lifecycle.ts";
import { type Change, later, type Transaction } from "../../rules/transaction.ts";

/** A charge that the cardholder contests (providers/tokeflow.md 5.2, 9.15). */
export interface Dispute {
  readonly id: string;
  readonly transactionId: string;
  /** In minor units. */
  readonly amount: number;
  readonly reason: string;
  readonly status: "open" | "won" | "lost";
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface DisputeRequest {
  readonly id: string;
  /** Absent: all that the merchant still has of it. */
  readonly amount?: number | undefined;
  readonly reason?: string | undefined;
}

export interface Disputed extends Change {
  readonly dispute: Dispute;
}

/**
 * The bank takes the money back first and asks afterwards: the charge is charged back as soon as it is contested. What
 * was refunded cannot be contested any more; what a pending refund asks for can, since it may still fail.
 */
export function openDispute(transaction: Transaction, request: DisputeRequest, now: Date): Disputed {
  const change = chargeBack(transaction, now);
  const contestable = transaction.amountCaptured - transaction.amountRefunded;
  const { id, amount = contestable, reason = "fraudulent" } = request;
  if (amount > contestable) {
    const message = `amount is ${amount}, but only ${contestable} was captured and not refunded: contest that or less.`;
    throw new Refusal("out_of_range", message, { field: "amount" });
  }
  const dispute: Dispute = {
    ...{ id, transactionId: transaction.id, amount, reason },
    ...{ status: "open", createdAt: now, updatedAt: now },
  };
  return { ...change, dispute };
}

/** For the merchant or against, once. Either way the charge stays charged back. */
export function closeDispute(dispute: Dispute, outcome: "won" | "lost", now: Date): Dispute {
  if (dispute.status !== "open")
    throw new Refusal("wrong_state", `${dispute.id} is ${dispute.status}; only an open dispute can be closed.`);
  return { ...dispute, status: outcome, updatedAt: later(dispute.updatedAt, now) };
}
