import { randomUUID } from "node:crypto";
import { query, raw, sql } from "@understudy/database";
import { testDatabase } from "@understudy/database/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bringIn } from "../rules/ledger.ts";
import { foundBusiness } from "./business.fixture.ts";
import { balancesOf, listPostings, post } from "./ledger.ts";

const { db, close } = await testDatabase();
afterAll(() => close());
const ctx = (await foundBusiness(db))();
const stranger = (await foundBusiness(db))();
const account = randomUUID();
const tables = ["rocketkor_ledger_entry", "rocketkor_posting", "rocketkor_ledger_account"] as const;

beforeAll(async () => {
  for (const each of [ctx, stranger]) await post(each, [bringIn("adjust", account, { amount: 500n, currency: "USD" })]);
});

const counts = async () =>
  Promise.all(
    tables.map((table) => query(db, sql`SELECT FROM ${raw(table)} WHERE sandbox_id = ${ctx.sandbox.id}`)),
  ).then((found) => found.map(({ length }) => length));

it.each(tables)("the database refuses to take away what is written in %s", async (table) => {
  const before = await counts();
  for (const which of [sql`sandbox_id = ${ctx.sandbox.id}`, sql`true`])
    await expect(query(db, sql`DELETE FROM ${raw(table)} WHERE ${which}`)).rejects.toThrow(
      /what is in the ledger does not change/,
    );
  expect(await counts()).toEqual(before);
  expect((await balancesOf(ctx, [account])).get(account)?.available).toBe(500n);
});

it("but the sandbox's end takes all of it, and nothing of anybody else's", async () => {
  expect(await counts()).toEqual([2, 1, 2]);
  await db.sandbox.delete({ where: { id: ctx.sandbox.id } });
  expect(await counts()).toEqual([0, 0, 0]);
  expect(await listPostings(stranger, undefined, { limit: 9, cursor: undefined })).toHaveLength(1);
});
