import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { FinancialAccount } from "../rules/account.ts";
import { bringIn } from "../rules/ledger.ts";
import { decimalText } from "../rules/money.ts";
import { getAccount } from "./accounts.ts";
import { type Balances, holdBalances, nothing, post } from "./ledger.ts";
import { patience } from "./patience.ts";

/** Money comes in from the world outside, or goes there if the amount is below zero: as much as is available, at most. */
export async function adjust(ctx: Context, id: string, amount: bigint): Promise<[FinancialAccount, Balances]> {
  const account = await getAccount(ctx, id);
  const { currency } = account;
  return ctx.db.$transaction(
    async (db) => {
      const held = { ...ctx, db };
      const before = (await holdBalances(held, [account.id])).get(account.id) ?? nothing;
      const available = before.available + amount;
      if (available < 0n)
        throw new Refusal(
          "wrong_state",
          `The account ${id} has ${decimalText(before.available)} available, less than ${decimalText(-amount)}.`,
        );
      await post(held, [bringIn("adjust", account.id, { amount, currency })]);
      return [account, { ...before, available }];
    },
    { ...patience },
  );
}
