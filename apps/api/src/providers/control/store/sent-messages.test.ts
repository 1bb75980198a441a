import { type Database, newId, query, sql } from "@understudy/database";
import { testDatabase } from "@understudy/database/testing";
import { type Context, clockColumns } from "@understudy/engine";
import { afterAll, beforeAll, expect, it } from "vitest";
import { list } from "./sent-messages.ts";

const { db, close } = await testDatabase();
afterAll(() => close());
const now = new Date("2026-01-15T12:30:00.000Z");
const clock = { mode: "frozen", frozenAt: now } as const;
const sandbox = { id: newId("sbx"), name: null, clock, createdAt: now };
const ctx: Context = {
  ...{ sandbox, now, db, newId, publicUrl: "http://here", hasGateway: false },
  ...{ facts: new Map<string, object>(), remember: (_, load) => load() },
};
const [rare, common] = ["+15005550001", "+15005550002"] as const;

/** The first three of many went to one number, and all others to another one. */
beforeAll(async () => {
  await db.sandbox.create({ data: { id: sandbox.id, createdAt: now, ...clockColumns(clock) } });
  await db.$executeRaw`
    INSERT INTO message (id, sandbox_id, provider, channel, "to", body, subject, at, status)
    SELECT 'msg_' || n, ${sandbox.id}, 'acme', 'SMS', CASE WHEN n <= 3 THEN ${rare} ELSE ${common} END, 'x', 's' || n,
      ${now}, 'kept'
    FROM generate_series(1, 3000) AS n`;
  await db.$executeRaw`VACUUM ANALYZE message`;
});

/** How many rows, and entries of indexes, the work looks at. */
async function read(work: (held: Context) => Promise<unknown>): Promise<number> {
  const soFar = async (tx: Database) => {
    const [found] = await query<{ count: number }>(
      tx,
      sql`SELECT (pg_stat_get_xact_tuples_returned('message'::regclass) + (
        SELECT sum(pg_stat_get_xact_tuples_returned(indexrelid)) FROM pg_index WHERE indrelid = 'message'::regclass
      ))::int AS count`,
    );
    return Number(found?.count);
  };
  return db.$transaction(async (tx) => {
    const before = await soFar(tx);
    await work({ ...ctx, db: tx });
    return (await soFar(tx)) - before;
  });
}

it("messages to one number are found without those to others, and a page of many without the older ones", async () => {
  const page = (to: string, cursor?: string) => (held: Context) => list(held, { to }, { limit: 10, cursor });
  expect((await page(rare)(ctx)).map(({ id }) => id)).toEqual(["msg_3", "msg_2", "msg_1"]);
  const newest = await page(common)(ctx);
  expect(newest.map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, index) => `msg_${3000 - index}`));
  for (const work of [page(rare), page(common), page(common, String(newest.at(-1)?.sequence))])
    for (let time = 0; time < 8; time++) expect(await read(work)).toBeLessThanOrEqual(30);
});
