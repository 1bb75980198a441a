import { query, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { FinancialAccount } from "../rules/account.ts";
import { bringIn } from "../rules/ledger.ts";
import { decimalText } from "../rules/money.ts";
import { getAccount } from "./accounts.ts";
import { inTransaction } from "./in-transaction.ts";
import { type Balances, holdBalances, nothing, post } from "./ledger.ts";

/** Money comes in from the world outside, or goes there if the amount is below zero: as much as is available, at most. */
export function adjust(ctx: Context, id: string, amount: bigint): Promise<[FinancialAccount, Balances]> {
  return inTransaction(ctx, async (held) => {
    await holdBusiness(held);
    const account = await getAccount(held, id);
    const { currency } = account;
    const before = (await holdBalances(held, [account.id])).get(account.id) ?? nothing;
    const available = before.available + amount;
    if (available < 0n)
      throw new Refusal(
        "wrong_state",
        `The account ${id} has ${decimalText(before.available)} available, less than ${decimalText(-amount)}.`,
      );
    await post(held, [bringIn("adjust", account.id, { amount, currency })]);
    return [account, { ...before, available }];
  });
}

/**
 * As a foreign key of a posting would: a drop waits for it, and after a drop there is no account. Whatever else is posted
 * stands beside a row that has such a key.
 */
async function holdBusiness({ db, sandbox }: Context): Promise<void> {
  await query(db, sql`SELECT FROM rocketkor_business WHERE sandbox_id = ${sandbox.id} FOR KEY SHARE`);
}
