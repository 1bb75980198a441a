import { query, raw, sql } from "@understudy/database";
import { type Context, deleteTimers, forgetSubjects } from "@understudy/engine";
import { sessionTimer } from "./sessions.ts";
import { transactionTimers } from "./transitions.ts";

/**
 * Takes everything of these transactions out of every table: what was told of them too, whether or not it has arrived.
 * Only receivers keep what they have. To be called in a transaction of the database.
 */
export async function erase(ctx: Context, ids: readonly string[]): Promise<void> {
  const sessions = await holdAll(ctx, ids);
  const gone = raw("gone");
  await query(
    ctx.db,
    sql`
    WITH gone AS (
      DELETE FROM onespan_transaction WHERE sandbox_id = ${ctx.sandbox.id} AND id = ANY (${ids}::uuid[]) RETURNING id),
    untimed AS (${deleteTimers(ctx, gone, transactionTimers, ids)}),
    unwatched AS (${deleteTimers(ctx, gone, [sessionTimer], sessions)}),
    ${forgetSubjects(ctx, gone, ids)}
    SELECT id FROM gone`,
  );
}

/**
 * The ids of the transactions' sessions. Nobody begins one from now on, nor goes on in one: whoever is at it is waited for,
 * as they take a session before its timer.
 */
async function holdAll({ db, sandbox }: Context, ids: readonly string[]): Promise<readonly string[]> {
  const own = (column: string) => sql`sandbox_id = ${sandbox.id} AND ${raw(column)} = ANY (${ids}::uuid[])`;
  await query(db, sql`SELECT id FROM onespan_transaction WHERE ${own("id")} ORDER BY id FOR UPDATE`);
  const sessions = await query<{ readonly id: string }>(
    db,
    sql`SELECT id::text FROM onespan_session WHERE ${own("transaction_id")} ORDER BY id FOR UPDATE`,
  );
  return sessions.map(({ id }) => id);
}
