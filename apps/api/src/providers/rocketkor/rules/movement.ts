import { internal } from "./actor.ts";
import { minorUnits } from "./money.ts";
import type { Parameters } from "./step.ts";
import type { TransactionDraft } from "./transaction.ts";
import type { Workflow } from "./workflow.ts";

/**
 * The transaction that a workflow's `move-money` is for: SEND goes from the business to the customer, REQUEST the other
 * way (providers/rocketkor.md 5.3).
 */
export function transactionDraftOf({ id: workflowId, parameters, accountId }: Workflow, id: string): TransactionDraft {
  const { transactionType, solution, priority = "IMMEDIATE", currency, paymentReasonId } = demanded(parameters);
  const customers = demandedText(accountId);
  const [debit, credit] =
    transactionType === "SEND"
      ? [demandedText(parameters.baFinancialAccountId), customers]
      : [customers, demandedText(parameters.baFinancialAccountId)];
  return {
    ...{ id, transactionType, solution, priority, currency, paymentReasonId, workflowId },
    amount: minorUnits(parameters.amount ?? 0) ?? 0n,
    debitFinancialAccountId: debit,
    creditFinancialAccountId: credit,
    description: parameters.description ?? null,
    memo: parameters.memo ?? null,
    // What NACHA calls an entry that somebody has authorized on a web page (providers/rocketkor.md 4.17).
    metadata: solution === "ach" ? { rkorACHEntryType: "WEB" } : null,
    initiatorAccountHolderId: null,
    externalTransactionInitiatorId: null,
    createdBy: internal,
  };
}

/** What every workflow with `move-money` has: its creation sees to that. */
function demanded({ transactionType, solution, priority, currency, paymentReasonId }: Parameters) {
  if (!transactionType || !solution || !currency || !paymentReasonId)
    throw new Error("The workflow moves money, but does not say how.");
  return { transactionType, solution, priority, currency, paymentReasonId };
}

function demandedText(id: string | null | undefined): string {
  if (!id) throw new Error("The workflow moves money, but does not say from where to where.");
  return id;
}
