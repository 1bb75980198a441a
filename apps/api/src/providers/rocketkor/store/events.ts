import { query, raw, sql } from "@understudy/database";
import { type Context, type EventSpec, insertEvents } from "@understudy/engine";

/** An event that goes with no change. */
export async function write(ctx: Context, event: EventSpec): Promise<void> {
  const told = insertEvents(ctx, raw("asked"), [event]);
  await query(ctx.db, sql`WITH asked AS (SELECT 1), told AS (${told}) SELECT FROM told`);
}
