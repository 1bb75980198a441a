import type { Context } from "@understudy/engine";
import type { FinancialAccount } from "../rules/account.ts";
import { balancesOf, nothing } from "../store/ledger.ts";
import { accountToWire } from "./wire/financial-account.ts";

/** An account with what is in it now. */
export async function withHoldings(ctx: Context, account: FinancialAccount) {
  const balances = await balancesOf(ctx, [account.id]);
  return accountToWire(account, balances.get(account.id) ?? nothing);
}
