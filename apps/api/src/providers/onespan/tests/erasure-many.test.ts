import type { Context } from "@understudy/engine";
import { expect, it, vi } from "vitest";
import { testHouse } from "../../../testing/server.ts";
import { markForErasure, unmarkForErasure } from "../transactions/erasing.ts";
import { contextIn, copiedTransactions } from "./support/copies.ts";
import { rowsOf } from "./support/rows.ts";
import { openSandbox } from "./support/sandbox.ts";
import { counting } from "./support/statements.ts";
import { transactionsOf } from "./support/transactions.ts";

// Much is drawn and written here, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const { database, start } = await testHouse();
const server = await start();

it("500 are marked, had back and erased in one call each, soon, and others are let be", async () => {
  const world = await openSandbox(server);
  const { send, sandboxId } = world;
  const before = await rowsOf(database, sandboxId);
  const ids = await copiedTransactions(database, world, 500);
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
    const ids = await copiedTransactions(database, world, count);
    const steps = [
      (ctx: Context) => markForErasure(ctx, ids, 25),
      (ctx: Context) => unmarkForErasure(ctx, ids),
      (ctx: Context) => markForErasure(ctx, ids, 0),
    ];
    const all: number[] = [];
    for (const step of steps) {
      const { db, statements } = counting(database.db);
      const ctx = await contextIn(database, world, db);
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
  const ids = await copiedTransactions(database, world, 200);
  const json = { grace_period: 1, transaction_ids: ids };
  expect((await world.send("POST", "/api/transactions/mark-for-erasure", { json })).status).toBe(200);
  await world.advance("P1D");
  const { onespan_transaction, timer, event } = await rowsOf(database, world.sandboxId);
  expect([onespan_transaction, timer, event]).toEqual([undefined, undefined, undefined]);
});
