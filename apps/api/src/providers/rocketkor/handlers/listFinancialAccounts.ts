import type { Handler } from "../handler.ts";
import { pageToWire, pagingFrom } from "../paging.ts";
import { searchAccounts, sortable } from "../store/account-search.ts";
import { businessOf } from "../store/business.ts";
import { accountToWire } from "../wire/financial-account.ts";

export const listFinancialAccounts: Handler<"listFinancialAccounts"> = async ({ query }, ctx) => {
  const paging = pagingFrom(query, 0, sortable);
  const { id } = await businessOf(ctx);
  const page = await searchAccounts(ctx, query, paging);
  return { status: 200, body: pageToWire(page, paging, 0, (account) => accountToWire(account, id)) };
};
