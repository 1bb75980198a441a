import type { Handler } from "../handler.ts";
import { isInside } from "../rules/account.ts";
import { getAccount } from "../store/accounts.ts";
import { businessOf } from "../store/business.ts";
import { balancesOf, nothing, pendingDeposits } from "../store/ledger.ts";
import { accountToWire, balancesToWire } from "../wire/financial-account.ts";

export const getFinancialAccount: Handler<"getFinancialAccount"> = async ({ path, query }, ctx) => {
  const account = await getAccount(ctx, path.financialAccountId);
  const body = accountToWire(account, (await businessOf(ctx)).id);
  // What is on an account outside is its bank's business.
  if (query.embed !== "balances" || !isInside(account)) return { status: 200, body };
  const [balances, pending] = await Promise.all([balancesOf(ctx, [account.id]), pendingDeposits(ctx, account.id)]);
  const holdings = { ...(balances.get(account.id) ?? nothing), pending };
  return { status: 200, body: { ...body, ...balancesToWire(account, holdings) } };
};
