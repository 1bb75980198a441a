import { query, sql } from "@understudy/database";
import type { Context } from "@understudy/engine";
import type { Reflow } from "../rules/reflow.ts";

/** Those of the events, or of the subjects' events, that have happened since. */
export async function eventsSince(ctx: Context, which: Reflow, from: Date): Promise<readonly string[]> {
  const sandboxId = ctx.sandbox.id;
  const chosen =
    "eventIds" in which
      ? sql`SELECT unnest(${[...which.eventIds]}::text[])`
      : sql`
        SELECT s.event_id FROM checkout_event_subject s
        WHERE s.sandbox_id = ${sandboxId} AND s.subject_id = ANY (${[...which.subjectIds]})`;
  const rows = await query<{ id: string }>(
    ctx.db,
    sql`
    SELECT id FROM checkout_event
    WHERE sandbox_id = ${sandboxId} AND id IN (${chosen}) AND occurred_at >= ${from}`,
  );
  return rows.map(({ id }) => id);
}

/** Those of the workflows that there are, inactive ones included. */
export async function workflowsAmong(ctx: Context, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await ctx.db.checkoutWorkflow.findMany({
    where: { sandboxId: ctx.sandbox.id, id: { in: [...ids] } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
