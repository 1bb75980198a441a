import { randomUUID } from "node:crypto";
import { newId } from "@understudy/database";
import { type Context, sandboxFromRow } from "@understudy/engine";
import { expect, it } from "vitest";
import { testHouse } from "../../../testing/server.ts";
import { markForErasure, unmarkForErasure } from "../erasure.ts";
import { rowsOf } from "./support/rows.ts";
import { type Opened, openSandbox } from "./support/sandbox.ts";
import { counting } from "./support/statements.ts";
import { jane, transactionsOf } from "./support/transactions.ts";

const { database, start } = await testHouse();
const server = await start();

/** What each copy of a row has of its own. */
const copied = {
  onespan_transaction: ["id", "'id', copy.id"],
  onespan_event: ["transaction_id", "'id', gen_random_uuid(), 'transaction_id', copy.id"],
  onespan_session: ["transaction_id", "'id', copy.session, 'key', copy.session, 'transaction_id', copy.id"],
  event: ["subject", "'id', gen_random_uuid(), 'subject', copy.id, 'sequence', nextval('event_sequence_seq')"],
  timer: ["subject", "'id', gen_random_uuid(), 'subject', copy.id"],
} as const;

/** So many transactions, each with what one has in which somebody has been and not done anything. */
async function many(world: Opened, count: number): Promise<string[]> {
  const { begin, finish } = transactionsOf(world);
  const { id } = await begin({ users: [jane], tokens: [{ role: "signer1" }] });
  await finish(id, { outcome: "abandon" });
  const copies = Array.from({ length: count - 1 }, () => ({ id: randomUUID(), session: randomUUID() }));
  for (const [table, [key, own]] of Object.entries(copied))
    await database.pool.query(
      `INSERT INTO ${table} SELECT made.* FROM ${table} AS one,
          json_to_recordset($1::json) AS copy(id uuid, session uuid),
          json_populate_record(NULL::${table}, (to_jsonb(one) || jsonb_build_object(${own}))::json) AS made
        WHERE one.sandbox_id = $2 AND one.${key}::text = $3`,
      [JSON.stringify(copies), world.sandboxId, id],
    );
  return [id, ...copies.map((copy) => copy.id)];
}

/** The context of a call, with a database that counts. */
async function asked({ sandboxId, start: now }: Opened) {
  const row = await database.db.sandbox.findUniqueOrThrow({ where: { id: sandboxId } });
  const { db, statements } = counting(database.db);
  const ctx: Context = {
    ...{ sandbox: sandboxFromRow(row), now, db, newId, publicUrl: "http://here", hasGateway: false },
    ...{ facts: new Map<string, object>(), remember: (_, load) => load() },
  };
  return { ctx, statements };
}

it("500 are marked, had back and erased in one call each, soon, and others are let be", async () => {
  const world = await openSandbox(server);
  const { send, sandboxId } = world;
  const before = await rowsOf(database, sandboxId);
  const ids = await many(world, 500);
  const other = (await transactionsOf(world).begin()).id;
  expect(await rowsOf(database, sandboxId)).toMatchObject({ onespan_transaction: 501, onespan_session: 500 });
  const call = async (name: string, json: object) => {
    const since = performance.now();
    const { status, body } = await send("POST", `/api/transactions/${name}-for-erasure`, { json });
    expect([status, body.message]).toEqual([200, expect.stringMatching(/^All transactions were /)]);
    expect(performance.now() - since).toBeLessThan(5_000);
  };
  await call("mark", { grace_period: 25, transaction_ids: ids });
  expect(await rowsOf(database, sandboxId)).toMatchObject({ timer: 1001, onespan_event: 2501 });
  await call("unmark", { transaction_ids: ids });
  expect(await rowsOf(database, sandboxId)).toMatchObject({ timer: 501, onespan_event: 3001 });
  await call("mark", { grace_period: 1, transaction_ids: ids });
  await call("mark", { grace_period: 0, transaction_ids: ids });
  expect(await rowsOf(database, sandboxId)).toEqual({
    ...before,
    onespan_transaction: 1,
    onespan_event: 1,
    event: 1,
    timer: 1,
  });
  expect((await send("GET", `/api/transaction/${other}`)).status).toBe(200);
});

it("many take no more statements than one", async () => {
  const counts = async (count: number) => {
    const world = await openSandbox(server);
    const ids = await many(world, count);
    const steps = [
      (ctx: Context) => markForErasure(ctx, ids, 25),
      (ctx: Context) => unmarkForErasure(ctx, ids),
      (ctx: Context) => markForErasure(ctx, ids, 0),
    ];
    const all: number[] = [];
    for (const step of steps) {
      const { ctx, statements } = await asked(world);
      expect((await step(ctx)).filter(({ outcome }) => outcome === "accepted")).toHaveLength(count);
      all.push(statements());
    }
    return all;
  };
  expect(await counts(40)).toEqual(await counts(1));
  expect(await counts(1)).toEqual([2, 2, 5]);
});

it("those whose day has come in the same moment are all erased by one move of the clock", async () => {
  const world = await openSandbox(server);
  const ids = await many(world, 200);
  const json = { grace_period: 1, transaction_ids: ids };
  expect((await world.send("POST", "/api/transactions/mark-for-erasure", { json })).status).toBe(200);
  await world.advance("P1D");
  const { onespan_transaction, timer, event } = await rowsOf(database, world.sandboxId);
  expect([onespan_transaction, timer, event]).toEqual([undefined, undefined, undefined]);
});
