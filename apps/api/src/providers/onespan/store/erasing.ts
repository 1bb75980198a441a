import { query, raw, sql } from "@understudy/database";
import { type Context, deleteTimers, forgetSubjects } from "@understudy/engine";
import { sessionTimer } from "./sessions.ts";
import { transactionTimers } from "./transitions.ts";

/**
 * Takes everything of these transactions out of every table: what was told of them too, whether or not it has arrived.
 * Only receivers keep what they have. To be called in a transaction of the database.
 */
export async function erase(ctx: Context, ids: readonly string[]): Promise<void> {
  const sessions = await query<{ readonly id: string }>(
    ctx.db,
    sql`SELECT id::text FROM onespan_session
      WHERE sandbox_id = ${ctx.sandbox.id} AND transaction_id = ANY (${ids}::uuid[])`,
  );
  const gone = raw("gone");
  await query(
    ctx.db,
    sql`
    WITH gone AS (
      DELETE FROM onespan_transaction WHERE sandbox_id = ${ctx.sandbox.id} AND id = ANY (${ids}::uuid[]) RETURNING id),
    untimed AS (${deleteTimers(ctx, gone, transactionTimers, ids)}),
    unwatched AS (${deleteTimers(
      ctx,
      gone,
      [sessionTimer],
      sessions.map(({ id }) => id),
    )}),
    ${forgetSubjects(ctx, gone, ids)}
    SELECT id FROM gone`,
  );
}
