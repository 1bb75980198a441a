import { query, raw, type Sql, sql, toColumns } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import { type Context, type EventSpec, insertEvents } from "@understudy/engine";
import type { Dispute } from "../control/rules/dispute.ts";
import { newestFirst, olderThan, type Page } from "./position.ts";

/** `INSERT …` for the statement of the transaction that is charged back; see `consequences`. */
export function insertDispute(ctx: Context, dispute: Dispute): Sql {
  const row = JSON.stringify(toColumns({ ...dispute, sandboxId: ctx.sandbox.id }));
  return sql`
    INSERT INTO tokeflow_dispute
    SELECT d.* FROM jsonb_populate_record(NULL::tokeflow_dispute, ${row}::jsonb) AS d
    WHERE EXISTS (SELECT FROM changed)`;
}

export async function get(ctx: Context, id: string): Promise<Dispute> {
  const dispute = await find(ctx, id);
  if (!dispute) throw new Refusal("absent", `There is no dispute ${id}: listDisputes tells the ids of all disputes.`);
  return dispute;
}

/** As `get`, undefined where there is none. */
export async function find(ctx: Context, id: string): Promise<Dispute | undefined> {
  const dispute = await ctx.db.tokeflowDispute.findUnique({
    where: { sandboxId_id: { sandboxId: ctx.sandbox.id, id } },
    omit: { sandboxId: true },
  });
  // Only this file writes these rows, so their words are the rules' own.
  return (dispute ?? undefined) as Dispute | undefined;
}

/** Newest first, of the sandbox or of one transaction. */
export async function list(
  ctx: Context,
  transactionId: string | undefined,
  { limit, after }: Page,
): Promise<Dispute[]> {
  const disputes = await ctx.db.tokeflowDispute.findMany({
    where: { sandboxId: ctx.sandbox.id, ...(transactionId !== undefined && { transactionId }), ...olderThan(after) },
    orderBy: newestFirst,
    take: limit,
    omit: { sandboxId: true },
  });
  // Only this file writes these rows, so their words are the rules' own.
  return disputes as Dispute[];
}

/** Writes how a dispute ended, and tells it, unless somebody else has closed it meanwhile. */
export async function close(ctx: Context, { id, status, updatedAt }: Dispute, event: EventSpec): Promise<void> {
  const written = await query<unknown>(
    ctx.db,
    sql`
    WITH closed AS (
      UPDATE tokeflow_dispute SET status = ${status}, updated_at = ${updatedAt}
      WHERE sandbox_id = ${ctx.sandbox.id} AND id = ${id} AND status = 'open'
      RETURNING id)
    , events AS (${insertEvents(ctx, raw("closed"), [event])})
    SELECT id FROM closed`,
  );
  if (written.length === 0) throw new Refusal("conflict", `${id} was closed by somebody else just now.`);
}
