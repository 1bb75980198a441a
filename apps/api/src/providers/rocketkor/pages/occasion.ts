import type { FinancialAccount } from "../rules/account.ts";
import type { Customer } from "../rules/customer.ts";
import type { Transaction } from "../rules/transaction.ts";
import type { Scene } from "../rules/workflow.ts";
import { findAccounts } from "../store/accounts.ts";
import { type Business, businessOf } from "../store/business.ts";
import { findCustomers } from "../store/customers.ts";
import { get } from "../store/transactions.ts";
import type { Visit } from "./visit.ts";

/** A workflow as its page shows it: with the names and accounts behind its ids. */
export interface Occasion {
  readonly visit: Visit;
  readonly scene: Scene;
  readonly business: Business;
  /** Null until the customer has told who they are. */
  readonly customer: Customer | null;
  /** The customer's own account; null until it is known. */
  readonly account: FinancialAccount | null;
  /** What the last confirmation made. */
  readonly transaction: Transaction | null;
}

export async function occasionOf(visit: Visit, scene: Scene): Promise<Occasion> {
  const { ctx } = visit;
  const { customerId, accountId, transactionId } = scene.workflow;
  const [business, [customer = null], [account = null], transaction] = await Promise.all([
    businessOf(ctx),
    findCustomers(ctx, idsIn(customerId)),
    findAccounts(ctx, idsIn(accountId)),
    transactionId === null ? null : get(ctx, transactionId),
  ]);
  return { visit, scene, business, customer, account, transaction };
}

function idsIn(id: string | null): readonly string[] {
  return id === null ? [] : [id];
}
