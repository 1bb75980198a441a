import type { FinancialAccount } from "./account.ts";
import type { Actor } from "./actor.ts";
import type { PostingSpec } from "./ledger.ts";
import type { Currency } from "./money.ts";

export const transactionTypes = ["SEND", "REQUEST"] as const;
export type TransactionType = (typeof transactionTypes)[number];

export const solutions = ["push-to-card", "ach", "wire"] as const;
export type Solution = (typeof solutions)[number];

export const priorities = ["IMMEDIATE", "SAME_DAY", "NEXT_DAY"] as const;
export type Priority = (typeof priorities)[number];

/** From `SETTLED` on all are final, but what is settled or cleared may be reversed (providers/rocketkor.md 5.6). */
export type TransactionStatus =
  | "NEW"
  | "PENDING"
  | "PROCESSING"
  | "APPROVED"
  | "SETTLED"
  | "CLEARED"
  | "DECLINED"
  | "CANCELLED"
  | "ERROR"
  | "REVERSED";

export type ReversalReason =
  | "DUPLICATE_PAYMENT"
  | "EARLY_DEBIT"
  | "LATE_CREDIT"
  | "INCORRECT_RECIPIENT"
  | "INCORRECT_AMOUNT";

/** What a request or a customer's confirmation settles. */
export interface TransactionDraft {
  readonly id: string;
  readonly transactionType: TransactionType;
  readonly solution: Solution;
  readonly priority: Priority;
  /** In minor units, above zero. */
  readonly amount: bigint;
  readonly currency: Currency;
  readonly debitFinancialAccountId: string;
  readonly creditFinancialAccountId: string;
  readonly paymentReasonId: string;
  readonly description: string | null;
  readonly memo: string | null;
  readonly metadata: Readonly<Record<string, string>> | null;
  readonly initiatorAccountHolderId: string | null;
  readonly externalTransactionInitiatorId: string | null;
  /** The workflow whose customer confirmed it. */
  readonly workflowId: string | null;
  readonly createdBy: Actor;
}

export interface Transaction extends TransactionDraft {
  readonly status: TransactionStatus;
  readonly statusMessage: string | null;
  readonly statusAt: Date;
  /** Whether the money is set aside at the debit account. */
  readonly isHeld: boolean;
  readonly reversalReason: ReversalReason | null;
  readonly createdAt: Date;
  /** How many statuses it has had: every change adds some, so that a store sees when somebody was faster. */
  readonly revision: number;
  /** When the next status is due; null once there is none. */
  readonly nextAt: Date | null;
}

export interface StatusEntry {
  readonly status: TransactionStatus;
  readonly message: string | null;
  readonly createdBy: Actor;
  readonly createdAt: Date;
}

/** An account as a transition needs it: with what lies in its `available` bucket, in minor units. */
export interface Side {
  readonly account: FinancialAccount;
  readonly available: bigint;
}

export interface Sides {
  readonly debit: Side;
  readonly credit: Side;
}

export interface TransactionChange {
  readonly transaction: Transaction;
  /** The statuses that are new, oldest first. */
  readonly statuses: readonly StatusEntry[];
  /** In the order in which they are to be booked. */
  readonly postings: readonly PostingSpec[];
  /** When `advance` is due; null if never again. */
  readonly dueAt: Date | null;
}
