import { type Actor, internal } from "./actor.ts";
import { hold, type PostingSpec, release } from "./ledger.ts";
import { type Due, timelineOf } from "./settlement.ts";
import type { StatusEntry, Transaction, TransactionChange } from "./transaction.ts";

/** Where every change begins. */
export function unchanged(transaction: Transaction): TransactionChange {
  return { transaction, statuses: [], postings: [], dueAt: transaction.nextAt };
}

/** Comes to a status, and waits for no other. */
export function enter(
  change: TransactionChange,
  { status, at }: Due,
  message: string | null = null,
  createdBy: Actor = internal,
): TransactionChange {
  const entry: StatusEntry = { status, message, createdBy, createdAt: at };
  const revision = change.transaction.revision + 1;
  const transaction = { ...change.transaction, status, statusMessage: message, statusAt: at, revision, nextAt: null };
  return { transaction, statuses: [...change.statuses, entry], postings: change.postings, dueAt: null };
}

/** Waits for the next step, if there is one. */
export function awaiting(change: TransactionChange, next: Due | undefined): TransactionChange {
  const nextAt = next?.at ?? null;
  return { ...change, transaction: { ...change.transaction, nextAt }, dueAt: nextAt };
}

/** Books with the change; `isHeld` is how that leaves the transaction's money. */
export function book(change: TransactionChange, posting: PostingSpec, isHeld: boolean): TransactionChange {
  const transaction = { ...change.transaction, isHeld };
  return { ...change, transaction, postings: [...change.postings, posting] };
}

export function setAside(change: TransactionChange): TransactionChange {
  return book(change, hold(change.transaction), true);
}

/** Gives back what is set aside, if anything is. */
export function giveBack(change: TransactionChange): TransactionChange {
  return change.transaction.isHeld ? book(change, release(change.transaction), false) : change;
}

/** The statuses that a transaction still has before it, if nothing goes wrong. */
export function stepsAfter(transaction: Transaction): readonly Due[] {
  const timeline = timelineOf(transaction);
  const place = timeline.findIndex(({ status }) => status === transaction.status);
  return place < 0 ? [] : timeline.slice(place + 1);
}

/** A change stands behind what came before it, even where a clock was put back. */
export function notBefore({ statusAt }: Transaction, now: Date): Date {
  return now > statusAt ? now : statusAt;
}
