import { query, sql } from "@understudy/database";
import { testDatabase } from "@understudy/database/testing";
import type { Context } from "@understudy/engine";
import { afterAll, expect, it } from "vitest";
import { foundBusiness } from "./business.fixture.ts";
import { inTransaction } from "./in-transaction.ts";

const { db, close } = await testDatabase();
afterAll(() => close());
const ctx = (await foundBusiness(db))();
const rename = (held: Context, name: string) => query(held.db, sql`UPDATE rocketkor_business SET name = ${name}`);
const nameOf = async () => (await db.rocketkorBusiness.findFirstOrThrow()).name;
const failed = new Error("not this one");

it("all is written, or nothing", async () => {
  expect(await inTransaction(ctx, async (held) => (await rename(held, "one")).length)).toBe(0);
  expect(await nameOf()).toBe("one");
  const work = inTransaction(ctx, async (held) => {
    await rename(held, "two");
    throw failed;
  });
  await expect(work).rejects.toBe(failed);
  expect(await nameOf()).toBe("one");
});

it("what stands within another transaction is undone alone, time and again", async () => {
  await inTransaction(ctx, async (held) => {
    await rename(held, "outer");
    for (let time = 0; time < 3; time++) {
      const inner = inTransaction(held, (deeper) =>
        inTransaction(deeper, async (deepest) => {
          await rename(deepest, "inner");
          throw failed;
        }),
      );
      await expect(inner).rejects.toBe(failed);
    }
    await inTransaction(held, (deeper) => rename(deeper, "kept"));
  });
  expect(await nameOf()).toBe("kept");
});

it("the work is given the rest of what it was called with", async () => {
  const calling = { ...ctx, requestId: "req_1" };
  expect(await inTransaction(calling, async ({ requestId, sandbox }) => [requestId, sandbox.id])).toEqual([
    "req_1",
    ctx.sandbox.id,
  ]);
});
