import type { Currency } from "./money.ts";

/** `world` is all that lies beyond the ledger; it alone may go below zero. */
export type Bucket = "available" | "held" | "world";

export type PostingKind = "hold" | "settle" | "release" | "reverse" | "adjust" | "opening" | "fund";

export interface Entry {
  /** Null for the world. */
  readonly accountId: string | null;
  readonly bucket: Bucket;
  /** In minor units; negative where it is taken away. */
  readonly amount: bigint;
}

/** Money that moves at one time, in one currency. Its entries sum to zero. */
export interface PostingSpec {
  readonly kind: PostingKind;
  readonly currency: Currency;
  readonly entries: readonly Entry[];
}

/** What one transaction moves, and between which accounts. */
interface Transfer {
  readonly debitFinancialAccountId: string;
  readonly creditFinancialAccountId: string;
  readonly amount: bigint;
  readonly currency: Currency;
}

/** Sets money aside, so that it is there when the transaction ends. */
export function hold(transfer: Transfer): PostingSpec {
  const debit = transfer.debitFinancialAccountId;
  return posting("hold", transfer, [debit, "available"], [debit, "held"]);
}

export function settle(transfer: Transfer): PostingSpec {
  const { debitFinancialAccountId: debit, creditFinancialAccountId: credit } = transfer;
  return posting("settle", transfer, [debit, "held"], [credit, "available"]);
}

/** Gives back what was set aside. */
export function release(transfer: Transfer): PostingSpec {
  const debit = transfer.debitFinancialAccountId;
  return posting("release", transfer, [debit, "held"], [debit, "available"]);
}

/** Brings settled money back. */
export function reverse(transfer: Transfer): PostingSpec {
  const { debitFinancialAccountId: debit, creditFinancialAccountId: credit } = transfer;
  return posting("reverse", transfer, [credit, "available"], [debit, "available"]);
}

/** Money that comes from the world outside, or goes there if the amount is below zero. */
export function bringIn(
  kind: "adjust" | "opening" | "fund",
  accountId: string,
  { amount, currency }: Pick<Transfer, "amount" | "currency">,
): PostingSpec {
  return posting(kind, { amount, currency }, [null, "world"], [accountId, "available"]);
}

type Place = readonly [accountId: string | null, bucket: Bucket];

/** The one place where entries are made, so that none is without its counterpart. */
function posting(
  kind: PostingKind,
  { amount, currency }: Pick<Transfer, "amount" | "currency">,
  [fromId, from]: Place,
  [toId, to]: Place,
): PostingSpec {
  return {
    kind,
    currency,
    entries: [
      { accountId: fromId, bucket: from, amount: -amount },
      { accountId: toId, bucket: to, amount },
    ],
  };
}
