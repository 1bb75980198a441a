import type { components } from "@understudy/contracts/rocketkor-control";
import { decimalText } from "../../rules/money.ts";
import type { StatusEntry, Transaction } from "../../rules/transaction.ts";
import type { Posting } from "../../store/ledger.ts";

type Schemas = components["schemas"];

export function transactionToWire(
  { id, status }: Transaction,
  statuses: readonly StatusEntry[],
): Schemas["ControlTransaction"] {
  const newestFirst = [...statuses].reverse();
  return {
    id,
    status,
    statuses: newestFirst.map(({ status, message, createdAt }) => ({ status, message, at: createdAt.toISOString() })),
  };
}

export function postingToWire({ id, at, kind, transactionId, currency, entries }: Posting): Schemas["Posting"] {
  return {
    id,
    at: at.toISOString(),
    kind,
    transaction_id: transactionId,
    entries: entries.map(({ accountId, bucket, amount }) => ({
      financial_account_id: accountId,
      bucket,
      amount: decimalText(amount),
      currency,
    })),
  };
}
