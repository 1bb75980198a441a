import { Refusal } from "@understudy/domain";
import { isInside } from "./account.ts";
import { settle } from "./ledger.ts";
import { decimalText } from "./money.ts";
import { type AccountOutcome, type Failure, failureOf } from "./outcomes.ts";
import type { Due } from "./settlement.ts";
import type { Sides, Transaction, TransactionChange, TransactionDraft } from "./transaction.ts";
import { awaiting, book, enter, giveBack, notBefore, setAside, stepsAfter, unchanged } from "./transaction-change.ts";

/**
 * A transaction begins, and goes at once as far as it can without waiting. Money of an account inside is set aside here;
 * where there is too little, nothing begins.
 */
export function open(draft: TransactionDraft, sides: Sides, now: Date): TransactionChange {
  const { account, available } = sides.debit;
  if (lacksInside(draft, sides)) {
    const message = `${account.name} has ${decimalText(available)} ${draft.currency} available: ask for that or less.`;
    throw new Refusal("out_of_range", message, { field: "amount", codes: ["INSUFFICIENT_FUNDS"] });
  }
  const begun = begin(draft, now);
  return walkUntil(isInside(account) ? setAside(begun) : begun, sides, now);
}

/** Why a payment is declined that the business itself has no money for. */
export const tooLittleInside = "Insufficient funds in the debit account";

/** The same for a customer who confirms it on a page: a lack of money inside is an outcome then, and is kept. */
export function attempt(draft: TransactionDraft, sides: Sides, now: Date): TransactionChange {
  if (!lacksInside(draft, sides)) return open(draft, sides, now);
  return enter(begin(draft, now), { status: "DECLINED", at: now }, tooLittleInside);
}

/** Every status that is due by now, at the time when it was due; asked once too often, it changes nothing. */
export function advance(transaction: Transaction, sides: Sides, now: Date): TransactionChange {
  return walkUntil(unchanged(transaction), sides, now);
}

type ForcedOutcome = "settled" | "declined" | "error";

const forcedOutcomes = { settled: "approve", declined: "decline", error: "error" } as const satisfies Record<
  ForcedOutcome,
  AccountOutcome
>;

/** A test takes a transaction to its end, by the outcome that it names or else by the account's own. */
export function settleNow(
  transaction: Transaction,
  sides: Sides,
  outcome: ForcedOutcome | undefined,
  now: Date,
): TransactionChange {
  const { id, status } = transaction;
  const at = notBefore(transaction, now);
  const steps = stepsAfter(transaction).map((step) => ({ status: step.status, at }));
  if (steps.length === 0)
    throw new Refusal("wrong_state", `${id} is ${status}, which is final; only an open transaction can be settled.`);
  return walk(unchanged(transaction), sides, steps, outcome && forcedOutcomes[outcome]);
}

/** Whether it has come to a bad end. */
export function hasFailed({ status }: Pick<Transaction, "status">): boolean {
  return status === "DECLINED" || status === "ERROR";
}

function begin(draft: TransactionDraft, now: Date): TransactionChange {
  const beginning = { statusMessage: null, statusAt: now, isHeld: false, reversalReason: null, createdAt: now };
  const transaction: Transaction = { ...draft, ...beginning, status: "NEW", revision: 0, nextAt: null };
  return enter(unchanged(transaction), { status: "NEW", at: now }, null, draft.createdBy);
}

function lacksInside({ amount }: TransactionDraft, { debit }: Sides): boolean {
  return isInside(debit.account) && debit.available < amount;
}

/** Goes as far as time has come. */
function walkUntil(change: TransactionChange, sides: Sides, now: Date): TransactionChange {
  const left = stepsAfter(change.transaction);
  const due = left.filter(({ at }) => at <= now);
  const walked = walk(change, sides, due);
  return hasFailed(walked.transaction) ? walked : awaiting(walked, left[due.length]);
}

/** Takes step after step, up to the first that fails. */
function walk(start: TransactionChange, sides: Sides, steps: readonly Due[], forced?: AccountOutcome) {
  let change = start;
  for (const step of steps) {
    if (step.status === "PROCESSING" || forced === "approve") change = setAsideIfThere(change, sides);
    const failure = isDecisive(step, change.transaction) ? failureAt(change.transaction, sides, forced) : undefined;
    if (failure) return enter(giveBack(change), { ...step, status: failure.status }, failure.message);
    if (isEnd(step)) change = book(change, settle(change.transaction), false);
    change = enter(change, step);
  }
  return change;
}

/** An account outside is asked for its money only now, and what it does not have is told by the step that decides. */
function setAsideIfThere(change: TransactionChange, { debit }: Sides): TransactionChange {
  const { isHeld, amount } = change.transaction;
  return isHeld || debit.available < amount ? change : setAside(change);
}

/** Who approves decides, a card's issuer as the bank of a wire; an ACH bank sends back at the very end what it does not take. */
function isDecisive(step: Due, { solution }: Transaction): boolean {
  return solution === "ach" ? isEnd(step) : step.status === "APPROVED";
}

function isEnd({ status }: Due): boolean {
  return status === "SETTLED" || status === "CLEARED";
}

/** The customer's account decides, unless a test does. */
function failureAt(transaction: Transaction, sides: Sides, forced?: AccountOutcome): Failure | undefined {
  const { id, isHeld, solution, transactionType } = transaction;
  if (forced === "approve" && !isHeld) {
    const message = `${id} cannot be settled: ${sides.debit.account.name} has too little. Adjust its balance first.`;
    throw new Refusal("wrong_state", message, { codes: ["INSUFFICIENT_FUNDS"] });
  }
  const { outcome } = (transactionType === "SEND" ? sides.credit : sides.debit).account;
  const decided = forced ?? outcome;
  return failureOf(decided === "approve" && !isHeld ? "insufficient_funds" : decided, solution);
}
