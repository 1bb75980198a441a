import { getAccount } from "../../store/accounts.ts";
import type { Handler } from "../handler.ts";
import { withHoldings } from "../holdings.ts";

export const getFinancialAccount: Handler<"getFinancialAccount"> = async ({ path }, ctx) => ({
  status: 200,
  body: await withHoldings(ctx, await getAccount(ctx, path.financialAccountId)),
});
