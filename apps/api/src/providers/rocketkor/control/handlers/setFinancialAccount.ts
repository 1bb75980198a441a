import { withSettings } from "../../rules/account-state.ts";
import { internal } from "../../rules/actor.ts";
import { changeAccount } from "../../store/accounts.ts";
import type { Handler } from "../handler.ts";
import { withHoldings } from "../holdings.ts";

export const setFinancialAccount: Handler<"setFinancialAccount"> = async ({ path, body }, ctx) => {
  const account = await changeAccount(ctx, path.financialAccountId, (before) =>
    withSettings(before, body, internal, ctx.now),
  );
  return { status: 200, body: await withHoldings(ctx, account) };
};
