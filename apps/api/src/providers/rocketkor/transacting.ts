import { randomUUID } from "node:crypto";
import { type Fault, Refusal } from "@understudy/domain";
import type { CallContext, Context } from "@understudy/engine";
import { actorOf } from "./caller.ts";
import { type FinancialAccount, faultsOfMove } from "./rules/account.ts";
import { open } from "./rules/advancing.ts";
import { minorUnits } from "./rules/money.ts";
import { paymentReasonFault } from "./rules/payment-reasons.ts";
import { fault } from "./rules/reading.ts";
import type { Sides, Transaction, TransactionDraft } from "./rules/transaction.ts";
import { findCustomers } from "./store/customers.ts";
import { claim } from "./store/idempotency.ts";
import { inTransaction } from "./store/in-transaction.ts";
import { create, findSides, get } from "./store/transactions.ts";

/** A request that keeps the spec's schema and the rules beside it. */
export type TransactionRequest = Omit<TransactionDraft, "id" | "amount" | "workflowId" | "createdBy"> & {
  readonly amount: number | string;
};

/**
 * Moves money by the business's own word. Throws a Refusal where an account cannot be used so, or has too little; nothing
 * is stored then, and the key is not used up.
 */
export function createTransaction(ctx: CallContext, request: TransactionRequest, key?: string): Promise<Transaction> {
  return inTransaction(ctx, async (held) => {
    const id = randomUUID();
    const amount = minorUnits(request.amount) ?? 0n;
    // However it was written, it is the same amount.
    const earlier = key === undefined ? null : await claim(held, key, { ...request, amount: String(amount) }, id);
    if (earlier !== null) return get(held, earlier);
    const sides = await usableSides(held, request);
    const change = open({ ...request, id, amount, workflowId: null, createdBy: actorOf(ctx) }, sides, ctx.now);
    await create(held, change, sides);
    return change.transaction;
  });
}

/** One of the two accounts is the business's: it pays with SEND, and is paid with REQUEST. */
async function usableSides(ctx: Context, request: TransactionRequest): Promise<Sides> {
  const { debit, credit } = await findSides(ctx, request);
  const paying = { name: "debitFinancialAccountId", account: debit?.account };
  const paid = { name: "creditFinancialAccountId", account: credit?.account };
  const [own, other] = request.transactionType === "SEND" ? [paying, paid] : [paid, paying];
  const [business, customer] = [own.account, other.account];
  const faults: Fault[] = [
    ...(business ? [] : [absent(own.name, "names no account")]),
    ...(customer ? [] : [absent(other.name, "names no account")]),
    ...paymentReasonFault(request.paymentReasonId, "paymentReasonId"),
    ...(await initiatorFaults(ctx, request)),
    ...(business && customer ? await moveFaults(ctx, request, { business, customer }, [own.name, other.name]) : []),
  ];
  if (!debit || !credit || faults.length > 0)
    throw new Refusal("out_of_range", "What the transaction names is not there, or cannot be used.", {
      problems: faults,
    });
  return { debit, credit };
}

interface Both {
  readonly business: FinancialAccount;
  readonly customer: FinancialAccount;
}

async function moveFaults(
  ctx: Context,
  request: TransactionRequest,
  { business, customer }: Both,
  [own, other]: readonly [string, string],
): Promise<readonly Fault[]> {
  const [holder] = await findCustomers(ctx, [customer.accountHolderId]);
  const fields = { business: own, customer: other };
  return faultsOfMove({ ...request, now: ctx.now }, business, customer, holder?.status ?? null, fields);
}

async function initiatorFaults(ctx: Context, { initiatorAccountHolderId: id }: TransactionRequest) {
  if (id === null || (await findCustomers(ctx, [id])).length > 0) return [];
  return [absent("initiatorAccountHolderId", "names no customer of this business")];
}

function absent(field: string, message: string): Fault {
  return fault(field, "RESOURCE_NOT_FOUND", message);
}
