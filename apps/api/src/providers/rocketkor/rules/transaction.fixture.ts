import { Refusal } from "@understudy/domain";
import { DateTime } from "luxon";
import type { FinancialAccount } from "./account.ts";
import { internal } from "./actor.ts";
import type { Side, Sides, TransactionDraft } from "./transaction.ts";

/** A time on the clocks of New York. */
export function newYork(text: string): Date {
  return DateTime.fromISO(text, { zone: "America/New_York" }).toJSDate();
}

/** A Monday morning without holidays near. */
export const monday = newYork("2026-03-23T10:00");

export const clerk = { id: "c1e4c1e4-0000-4000-8000-000000000001", type: "service-account" } as const;

const business: FinancialAccount = {
  id: "business",
  parentId: null,
  name: "Operating account",
  category: "INTERNAL",
  type: "BANK",
  subtype: "CHECKING",
  defaultFlag: true,
  currency: "USD",
  accountHolderId: "the business",
  accountHolderType: "BUSINESS_ACCOUNT",
  state: "ACTIVE",
  stateAt: monday,
  previousState: null,
  previousStateAt: null,
  maskedNumber: "******0001",
  tail: "0001",
  token: "token",
  outcome: "approve",
  bank: null,
  card: null,
  billingAddress: null,
  createdBy: internal,
  createdAt: monday,
  updatedBy: internal,
  updatedAt: monday,
};

export function businessAccount(changes: Partial<FinancialAccount> = {}): FinancialAccount {
  return { ...business, ...changes };
}

/** A customer's account at a bank outside. */
export function customerAccount(changes: Partial<FinancialAccount> = {}): FinancialAccount {
  const outside = { category: "EXTERNAL", accountHolderType: "CUSTOMER", accountHolderId: "John Doe" } as const;
  return { ...business, id: "customer", name: "John's account", ...outside, ...changes };
}

export function draft(changes: Partial<TransactionDraft> = {}): TransactionDraft {
  const isRequest = changes.transactionType === "REQUEST";
  return {
    id: "tx_1",
    transactionType: "SEND",
    solution: "ach",
    priority: "SAME_DAY",
    amount: 25_625n,
    currency: "USD",
    debitFinancialAccountId: isRequest ? "customer" : "business",
    creditFinancialAccountId: isRequest ? "business" : "customer",
    paymentReasonId: "payment-of-rebates",
    description: null,
    memo: null,
    metadata: null,
    initiatorAccountHolderId: null,
    externalTransactionInitiatorId: null,
    workflowId: null,
    createdBy: clerk,
    ...changes,
  };
}

const plenty = 1_000_000n;

/** Money that goes from the business to its customer. */
export function sending(customer: Partial<FinancialAccount> = {}, available = plenty): Sides {
  return { debit: side(businessAccount(), available), credit: side(customerAccount(customer)) };
}

/** Money that the business asks of its customer. */
export function requesting(customer: Partial<FinancialAccount> = {}, available = plenty): Sides {
  return { debit: side(customerAccount(customer), available), credit: side(businessAccount()) };
}

function side(account: FinancialAccount, available = plenty): Side {
  return { account, available };
}

export function refusalOf(act: () => unknown): Refusal {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("Nothing was refused.");
}
