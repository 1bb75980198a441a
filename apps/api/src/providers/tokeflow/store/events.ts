import { query, raw, sql } from "@understudy/database";
import { type Context, type EventSpec, insertEvents } from "@understudy/engine";

/** Writes an event that nothing else is written with. */
export async function write(ctx: Context, event: EventSpec): Promise<void> {
  await query<unknown>(ctx.db, sql`WITH given AS (SELECT 1) ${insertEvents(ctx, raw("given"), [event])}`);
}
