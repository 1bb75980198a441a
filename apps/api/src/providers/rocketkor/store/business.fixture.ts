import { randomUUID } from "node:crypto";
import { type Database, newId, query, sql } from "@understudy/database";
import { type Context, clockColumns } from "@understudy/engine";

export const start = new Date("2026-01-15T12:30:00.000Z");

/** A sandbox with a business and nothing in it, as work at this time finds it. */
export async function foundBusiness(db: Database): Promise<(now?: Date) => Context> {
  const sandboxId = newId("sbx");
  const clock = { mode: "frozen", frozenAt: start } as const;
  await db.sandbox.create({ data: { id: sandboxId, createdAt: start, ...clockColumns(clock) } });
  const settings = { expireInHours: 2160, reminderIntervalHours: 24, tokenLifetimeSeconds: 1800 };
  const business = { sandboxId, id: randomUUID(), name: "Northwind", ...settings, createdAt: start };
  await db.rocketkorBusiness.create({ data: business });
  const facts = new Map<string, object>();
  return (now = start) => ({
    sandbox: { id: sandboxId, name: null, clock, createdAt: start },
    ...{ now, db, newId, publicUrl: "http://here", hasGateway: false },
    ...{ facts, remember: (_, load) => load() },
  });
}

/** How much of a table the work looks at: rows one after another, and entries of its indexes. */
export function rowsRead(ctx: Context, table: string, work: (held: Context) => Promise<unknown>): Promise<number> {
  // It counts what this session has not told yet, be it of earlier transactions.
  const soFar = sql`
    SELECT (pg_stat_get_xact_tuples_returned(c.oid) + (
      SELECT sum(pg_stat_get_xact_tuples_returned(i.indexrelid)) FROM pg_index i WHERE i.indrelid = c.oid))::int AS count
    FROM pg_class c WHERE c.oid = ${table}::regclass`;
  return ctx.db.$transaction(
    async (db) => {
      const [before] = await query<{ count: number }>(db, soFar);
      await work({ ...ctx, db });
      const [after] = await query<{ count: number }>(db, soFar);
      return Number(after?.count) - Number(before?.count);
    },
    { timeout: 30_000 },
  );
}
