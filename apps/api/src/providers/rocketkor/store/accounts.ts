import { join, query, raw, sql } from "@understudy/database";
import { isUuid, Refusal } from "@understudy/domain";
import { type Context, insertEvents } from "@understudy/engine";
import { type FinancialAccount, isInside } from "../rules/account.ts";
import { bringIn, type PostingSpec } from "../rules/ledger.ts";
import { outsideOpeningBalance } from "../rules/outcomes.ts";
import { accountEvent } from "../status-events.ts";
import { accountFrom, rowOf } from "./account-rows.ts";
import { inTransaction } from "./in-transaction.ts";
import { postingParts } from "./ledger.ts";
import { insertRows } from "./rows.ts";

/** Those of these ids that there are, in no order. */
export async function findAccounts(ctx: Context, ids: readonly string[]): Promise<readonly FinancialAccount[]> {
  const known = ids.filter(isUuid);
  if (known.length === 0) return [];
  const rows = await ctx.db.rocketkorFinancialAccount.findMany({
    where: { sandboxId: ctx.sandbox.id, id: { in: known } },
  });
  return rows.map(accountFrom);
}

export async function getAccount(ctx: Context, id: string): Promise<FinancialAccount> {
  const [account] = await findAccounts(ctx, [id]);
  if (!account) throw new Refusal("absent", `There is no financial account ${id}.`);
  return account;
}

/**
 * Writes a new account with its event, and the money that is in it at first: what any outside account has at its bank,
 * or in one of the ledger what `opening` says.
 */
export async function createAccount(ctx: Context, account: FinancialAccount, opening = 0n): Promise<void> {
  if (!account.defaultFlag) return insert(ctx, account, opening);
  await inTransaction(ctx, async (held) => {
    await clearDefault(held, account);
    await insert(held, account, opening);
  });
}

async function insert(ctx: Context, account: FinancialAccount, opening: bigint): Promise<void> {
  const told = insertEvents(ctx, raw("changed"), [accountEvent(account)]);
  const parts = [sql`told AS (${told})`, ...(await postingParts(ctx, firstMoney(account, opening), null))];
  await query(
    ctx.db,
    sql`
    WITH changed AS (${insertRows(ctx, "rocketkor_financial_account", [rowOf(account)])} RETURNING id),
      ${join(parts, ", ")}
    SELECT id FROM changed`,
  );
}

/** What was the holder's default is so no more. Whoever makes another one meanwhile waits. */
async function clearDefault(ctx: Context, account: FinancialAccount): Promise<void> {
  const { accountHolderId, accountHolderType, createdBy, createdAt } = account;
  const own = sql`sandbox_id = ${ctx.sandbox.id}`;
  const holder =
    accountHolderType === "BUSINESS_ACCOUNT"
      ? sql`SELECT id FROM rocketkor_business WHERE ${own} FOR NO KEY UPDATE`
      : sql`SELECT id FROM rocketkor_customer WHERE ${own} AND id = ${accountHolderId}::uuid FOR NO KEY UPDATE`;
  await query(ctx.db, holder);
  await query(
    ctx.db,
    sql`UPDATE rocketkor_financial_account SET default_flag = false,
        updated_by_type = ${createdBy.type}, updated_by_id = ${createdBy.id}, updated_at = ${createdAt}
      WHERE ${own} AND account_holder_id = ${accountHolderId}::uuid AND default_flag`,
  );
}

/** Money that an account begins with has come from the world outside. */
export function firstMoney(account: FinancialAccount, opening: bigint): readonly PostingSpec[] {
  const { id, currency } = account;
  if (!isInside(account)) return [bringIn("fund", id, { amount: outsideOpeningBalance, currency })];
  return opening === 0n ? [] : [bringIn("opening", id, { amount: opening, currency })];
}

/** State and outcome alone: all else of an account stays as it was made. A change of the state is told. */
export function changeAccount(
  ctx: Context,
  id: string,
  decide: (account: FinancialAccount) => FinancialAccount,
): Promise<FinancialAccount> {
  return inTransaction(ctx, async (held) => {
    const before = await holdAccount(held, id);
    const after = decide(before);
    await write(held, after, after.state !== before.state);
    return after;
  });
}

async function holdAccount(ctx: Context, id: string): Promise<FinancialAccount> {
  const which = sql`sandbox_id = ${ctx.sandbox.id} AND id = ${id}::uuid`;
  if (isUuid(id)) await query(ctx.db, sql`SELECT id FROM rocketkor_financial_account WHERE ${which} FOR NO KEY UPDATE`);
  return getAccount(ctx, id);
}

async function write(ctx: Context, account: FinancialAccount, isTold: boolean): Promise<void> {
  const { id, state, stateAt, previousState, previousStateAt, outcome, updatedBy, updatedAt } = account;
  await query(
    ctx.db,
    sql`
    WITH changed AS (
      UPDATE rocketkor_financial_account SET state = ${state}, state_at = ${stateAt},
        previous_state = ${previousState}, previous_state_at = ${previousStateAt}, outcome = ${outcome},
        updated_by_type = ${updatedBy.type}, updated_by_id = ${updatedBy.id}, updated_at = ${updatedAt}
      WHERE sandbox_id = ${ctx.sandbox.id} AND id = ${id}::uuid
      RETURNING id),
      told AS (${insertEvents(ctx, raw("changed"), isTold ? [accountEvent(account)] : [])})
    SELECT id FROM changed`,
  );
}
