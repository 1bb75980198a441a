import { Refusal } from "@understudy/domain";
import { minorUnits } from "../../rules/money.ts";
import { adjust } from "../../store/adjusting.ts";
import type { Handler } from "../handler.ts";
import { accountToWire } from "../wire/financial-account.ts";

export const adjustBalance: Handler<"adjustBalance"> = async ({ path, body }, ctx) => {
  const amount = minorUnits(body.amount);
  if (amount === undefined || amount === 0n)
    throw new Refusal("invalid", "amount must be other than 0 and 999999999.99 at most.", { field: "amount" });
  return { status: 200, body: accountToWire(...(await adjust(ctx, path.financialAccountId, amount))) };
};
