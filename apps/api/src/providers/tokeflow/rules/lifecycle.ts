import { Refusal } from "@understudy/domain";
import { type FailureCode, failureOf } from "./failure.ts";
import { type Attempt, type Change, later, type Transaction, type TransactionStatus } from "./transaction.ts";

export interface CaptureRequest {
  /** In minor units; absent: all that is authorized. */
  readonly amount?: number | undefined;
}

/** A transaction is captured once: a partial capture releases the rest for good. */
export function capture(transaction: Transaction, request: CaptureRequest, now: Date): Change {
  const { amount = transaction.amountAuthorized } = request;
  demand(transaction, preauthorized, "captured", "An authorization is captured once; read its status first.");
  if (isPast(transaction, now)) throw new Refusal("wrong_state", `The authorization of ${transaction.id} has lapsed.`);
  if (amount <= 0) throw new Refusal("invalid", "amount must be a positive integer.", { field: "amount" });
  if (amount > transaction.amountAuthorized) {
    const message = `amount is ${amount}, but only ${transaction.amountAuthorized} is authorized: capture that or less.`;
    throw new Refusal("out_of_range", message, { field: "amount" });
  }
  const captured = { ...transaction, status: "authorized", amountCaptured: amount, expiresAt: null } as const;
  return { transaction: touch(captured, now), events: ["transaction.authorized"] };
}

/** Also of a captured charge, while nothing of it was refunded (the seed's status rule; providers/tokeflow.md 9.8). */
export function voidCharge(transaction: Transaction, now: Date): Change {
  demand(
    transaction,
    [...preauthorized, "authorized"],
    "voided",
    "Once refunds have begun, create a refund of the rest.",
  );
  return { transaction: touch({ ...transaction, ...voided }, now), events: ["transaction.voided"] };
}

/** The customer paid a PIX or a boleto in time. `gatewayFee` is what the connector takes, in minor units. */
export function settlePaid(transaction: Transaction, gatewayFee: number, now: Date): Change {
  demand(transaction, ["pending"], "paid", "Create a new transaction to be paid.");
  if (awaitsAuthentication(transaction))
    throw new Refusal("wrong_state", `${transaction.id} waits for a 3-D Secure challenge: authenticate it instead.`);
  if (isPast(transaction, now))
    throw new Refusal("wrong_state", `${transaction.id} could be paid until ${transaction.expiresAt?.toISOString()}.`);
  const paid = {
    ...closeAttempt(transaction, { status: "success", gatewayFee }, now),
    status: "authorized",
    amountAuthorized: transaction.amount,
    amountCaptured: transaction.amount,
    expiresAt: null,
  } as const;
  return { transaction: touch(paid, now), events: ["transaction.authorized"] };
}

/** The provider says no after all. */
export function reject(transaction: Transaction, code: FailureCode, now: Date): Change {
  demand(transaction, ["pending"], "rejected", "It has its final answer already.");
  const failed = { ...endUnpaid(transaction, code, now), status: "failed" } as const;
  return { transaction: failed, events: ["transaction.failed"] };
}

export function cancel(transaction: Transaction, now: Date): Change {
  demand(transaction, ["pending"], "canceled", "Void an authorization, refund a captured charge.");
  const canceled = { ...endUnpaid(transaction, "PAYMENT_CANCELED", now), status: "canceled" } as const;
  return { transaction: canceled, events: ["transaction.canceled"] };
}

export function expire(transaction: Transaction, now: Date): Change {
  demand(transaction, ["pending"], "expired", "Only a payment that is still awaited can expire.");
  const expired = { ...endUnpaid(transaction, "PAYMENT_EXPIRED", now), status: "expired" } as const;
  return { transaction: expired, events: ["transaction.expired"] };
}

/** The cardholder's bank takes the money back. */
export function chargeBack(transaction: Transaction, now: Date): Change {
  const advice = "Only captured funds can be disputed.";
  demand(transaction, ["authorized", "partially_refunded", "refund_pending"], "charged back", advice);
  if (transaction.amountCaptured === 0)
    throw new Refusal("wrong_state", `${transaction.id} captured nothing. ${advice}`);
  const disputed = { ...transaction, status: "charged_back" } as const;
  return { transaction: touch(disputed, now), events: ["transaction.charged_back"] };
}

/** An authorization that nobody captured in time is released (providers/tokeflow.md 9.14). */
export function lapsePreauthorization(transaction: Transaction, now: Date): Change {
  demand(transaction, preauthorized, "released", "Only an authorization that awaits capture can lapse.");
  return { transaction: touch({ ...transaction, ...voided }, now), events: ["transaction.voided"] };
}

/** What a timer does: ends a wait that is over. Undefined when there is nothing to end, so that it may run twice. */
export function lapse(transaction: Transaction, now: Date): Change | undefined {
  if (!isPast(transaction, now)) return undefined;
  if (transaction.status === "pending") return expire(transaction, now);
  return preauthorized.includes(transaction.status) ? lapsePreauthorization(transaction, now) : undefined;
}

export function awaitsAuthentication({ status, attempts }: Transaction): boolean {
  return status === "pending" && attempts.at(-1)?.threeDsStatus === "challenge_required";
}

/** Both statuses mean authorized and not captured (providers/tokeflow.md 5.3). */
const preauthorized: readonly TransactionStatus[] = ["capture_pending", "pre_authorized"];

const voided = { status: "voided", amountCaptured: 0, expiresAt: null } as const;

/** Refuses unless the transaction is in one of the statuses; the message says which, and what to do instead. */
export function demand(
  { id, status }: Transaction,
  allowed: readonly TransactionStatus[],
  participle: string,
  advice: string,
): void {
  if (allowed.includes(status)) return;
  const message = `${id} is ${status}; only a transaction in ${allowed.join(" or ")} can be ${participle}. ${advice}`;
  throw new Refusal("wrong_state", message);
}

export function touch(transaction: Transaction, now: Date): Transaction {
  return { ...transaction, updatedAt: later(transaction.updatedAt, now) };
}

/** Gives the pending attempt its end. */
export function closeAttempt(transaction: Transaction, end: Partial<Attempt>, now: Date): Transaction {
  const attempts = transaction.attempts.map((attempt) =>
    attempt.status === "pending" ? { ...attempt, ...end, finishedAt: later(attempt.startedAt, now) } : attempt,
  );
  return { ...transaction, attempts };
}

/** No money moved and none will: the attempt fails, amounts stay zero, no rule has won. */
export function endUnpaid(transaction: Transaction, code: FailureCode, now: Date): Transaction {
  const { category, message, status } = failureOf(code);
  const end = { status, errorCategory: category, errorCode: code, errorMessage: message };
  return touch({ ...closeAttempt(transaction, end, now), appliedRoutingRuleId: null, expiresAt: null }, now);
}

function isPast({ expiresAt }: Transaction, now: Date): boolean {
  return expiresAt !== null && now.getTime() >= expiresAt.getTime();
}
