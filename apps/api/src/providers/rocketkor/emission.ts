import { randomUUID } from "node:crypto";
import type { EventSpec } from "@understudy/engine";
import type { FinancialAccount } from "./rules/account.ts";
import { decimalText } from "./rules/money.ts";
import { stepDisplayName } from "./rules/step.ts";
import type { StatusEntry, Transaction } from "./rules/transaction.ts";
import type { StepChange, ToldStep } from "./rules/workflow.ts";
import { linxTime, time } from "./wire/time.ts";

/** An event that has its id already, which is the one that receivers are told. */
export type Told = EventSpec & { readonly id: string };

const provider = "rocketkor";

/** One for each step that has changed, between the step before it and the one behind it (providers/rocketkor.md 6). */
export function stepEvents(workflowId: string, changes: readonly StepChange[]): readonly Told[] {
  return changes.map(({ previous, current, next }) => ({
    ...{ id: randomUUID(), provider, type: "linx.workflow-updated", subject: workflowId },
    data: {
      workflowId,
      ...(previous && { previousStepStatus: stepToWire(previous) }),
      currentStepStatus: stepToWire(current),
      ...(next && { nextStepStatus: stepToWire(next) }),
    },
  }));
}

/** With `updateAt`, as the provider spells it. */
function stepToWire({ id, status, name, updatedAt }: ToldStep) {
  return { id, status, name, displayName: stepDisplayName(name), updateAt: linxTime(updatedAt) };
}

interface Accounts {
  readonly debit: FinancialAccount;
  readonly credit: FinancialAccount;
}

/** One for each status that is new. */
export function transactionEvents(
  transaction: Transaction,
  statuses: readonly StatusEntry[],
  { debit, credit }: Accounts,
): readonly Told[] {
  const { id, transactionType, paymentReasonId, reversalReason, amount, currency, solution } = transaction;
  return statuses.map(({ status, message, createdAt }) => ({
    ...{ id: randomUUID(), provider, type: "transactions.status-changed", subject: id },
    data: {
      transactionId: id,
      debitFinancialAccountId: debit.id,
      maskedDebitAccountNumber: debit.maskedNumber,
      debitAccountHolderId: debit.accountHolderId,
      debitAccountHolderType: debit.accountHolderType,
      creditFinancialAccountId: credit.id,
      maskedCreditAccountNumber: credit.maskedNumber,
      creditAccountHolderId: credit.accountHolderId,
      creditAccountHolderType: credit.accountHolderType,
      transactionType,
      paymentReasonId,
      ...(reversalReason && { reversalReason }),
      // A number here, though it is a text wherever the transaction is read.
      amount: Number(decimalText(amount)),
      solution,
      currency,
      status,
      ...(message !== null && { message }),
      createdAt: time(createdAt),
    },
  }));
}
