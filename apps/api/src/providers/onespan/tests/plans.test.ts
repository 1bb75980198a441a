import { query, sql } from "@understudy/database";
import type { Context } from "@understudy/engine";
import { beforeAll, expect, it } from "vitest";
import { testHouse } from "../../../testing/server.ts";
import { eventsOf } from "../store/events.ts";
import { openSessionsOf, sessionById, sessionByKey, sessionsOf } from "../store/sessions.ts";
import { listWorkflows } from "../store/tenant/workflows.ts";
import { getScene, readScene } from "../store/transactions.ts";
import { verificationsOf } from "../store/verifications.ts";
import { markForErasure } from "../transactions/erasing.ts";
import { contextIn, copiedTransactions } from "./support/copies.ts";
import { openSandbox } from "./support/sandbox.ts";

const { database, start } = await testHouse();
const server = await start();
const [world, stranger] = [await openSandbox(server), await openSandbox(server)];
const many = 3000;
const tables = ["transaction", "event", "session", "verification", "file", "workflow"].map((name) => `onespan_${name}`);

let ids: readonly string[] = [];
let ctx: Context;

beforeAll(async () => {
  ids = await copiedTransactions(database, world, many, "pass");
  await copiedTransactions(database, stranger, many, "pass");
  ctx = await contextIn(database, world);
  await database.pool.query(
    `INSERT INTO onespan_workflow (sandbox_id, id, definition, created_at)
      SELECT sandbox_id, gen_random_uuid(), definition, created_at FROM onespan_workflow, generate_series(1, 1000)`,
  );
  for (const table of [...tables, "timer", "event"]) await database.pool.query(`VACUUM ANALYZE ${table}`);
});

/** How much of these tables the work looks at on average: rows one after another, and entries of their indexes. */
async function reading(of: readonly string[], work: (held: Context, id: string) => Promise<unknown>): Promise<number> {
  const soFar = sql`
    SELECT sum(pg_stat_get_xact_tuples_returned(c.oid) + (
      SELECT sum(pg_stat_get_xact_tuples_returned(i.indexrelid)) FROM pg_index i WHERE i.indrelid = c.oid))::int AS count
    FROM pg_class c WHERE c.relname = ANY (${[...of]})`;
  // As often as it takes PostgreSQL to plan a statement once and for all.
  const some = ids.slice(1, 9);
  return database.db.$transaction(
    async (db) => {
      const [before] = await query<{ count: number }>(db, soFar);
      for (const id of some) await work({ ...ctx, db }, id);
      const [after] = await query<{ count: number }>(db, soFar);
      return (Number(after?.count) - Number(before?.count)) / some.length;
    },
    { timeout: 30_000 },
  );
}

it.each<[string, number, (held: Context, id: string) => Promise<unknown>]>([
  ["a transaction", 5, getScene],
  ["a transaction that a caller reads", 10, readScene],
  ["what happened in one", 40, eventsOf],
  ["its verifications", 5, verificationsOf],
  ["its sessions", 5, sessionsOf],
  ["those that are open", 5, openSessionsOf],
])("%s is found without the others", async (_, most, work) => {
  expect(await work(ctx, ids[5] ?? "")).toBeDefined();
  expect(await reading(tables, work)).toBeLessThanOrEqual(most);
});

it("a session is found by its id and by its key", async () => {
  const [{ id = "", key = "" } = {}] = await sessionsOf(ctx, ids[5] ?? "");
  expect((await sessionById(ctx, id))?.key).toBe(key);
  expect(await reading(tables, (held) => sessionById(held, id))).toBeLessThanOrEqual(5);
  expect((await sessionByKey(ctx, key))?.id).toBe(id);
  expect(await reading(tables, (held) => sessionByKey(held, key))).toBeLessThanOrEqual(5);
});

it("a page of workflows reads itself alone", async () => {
  const page = { limit: 20, cursor: undefined };
  expect(await listWorkflows(ctx, page)).toHaveLength(20);
  expect(await reading(tables, (held) => listWorkflows(held, page))).toBeLessThanOrEqual(60);
});

it("one is erased without looking at what belongs to others", async () => {
  const all = [...tables, "onespan_file_chunk", "timer", "event", "delivery", "message", "task"];
  const erased = (held: Context, id: string) => markForErasure(held, [id], 0);
  expect(await reading(all, erased)).toBeLessThanOrEqual(200);
});
