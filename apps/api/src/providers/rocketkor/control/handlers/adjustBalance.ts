import { adjustmentOf } from "../../rules/balance-request.ts";
import { adjust } from "../../store/adjusting.ts";
import type { Handler } from "../handler.ts";
import { accountToWire } from "../wire/financial-account.ts";

export const adjustBalance: Handler<"adjustBalance"> = async ({ path, body }, ctx) => {
  const adjusted = await adjust(ctx, path.financialAccountId, adjustmentOf(body.amount));
  return { status: 200, body: accountToWire(...adjusted) };
};
