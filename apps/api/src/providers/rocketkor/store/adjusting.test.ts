import { randomUUID } from "node:crypto";
import { query, sql } from "@understudy/database";
import { testDatabase } from "@understudy/database/testing";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { afterAll, expect, it } from "vitest";
import { internal } from "../rules/actor.ts";
import { insideAccount } from "../rules/new-account.ts";
import { createAccount } from "./accounts.ts";
import { adjust } from "./adjusting.ts";
import { foundBusiness, start } from "./business.fixture.ts";
import { businessOf } from "./business.ts";
import { inTransaction } from "./in-transaction.ts";
import { untilWaiting } from "./waiting.fixture.ts";

const { db, close } = await testDatabase();
afterAll(() => close());

/** A business with one account and 100.00 in it. */
async function world() {
  const founded = (await foundBusiness(db))();
  const business = await businessOf(founded);
  // As a process that has not heard of the drop yet.
  const ctx: Context = { ...founded, remember: async <T>() => business as T };
  const id = randomUUID();
  const head = {
    name: "x",
    currency: "USD",
    accountHolderId: randomUUID(),
    accountHolderType: "BUSINESS_ACCOUNT",
  } as const;
  const making = { id, token: randomUUID(), by: internal, now: start };
  await createAccount(
    ctx,
    insideAccount(head, { category: "INTERNAL", accountNumber: "000123456789" }, making),
    10_000n,
  );
  return { ctx, id };
}

const drop = ({ db, sandbox }: Context) => db.sandbox.delete({ where: { id: sandbox.id } });

async function rowsLeft({ sandbox }: Context): Promise<number> {
  const [found] = await query<{ count: number }>(
    db,
    sql`SELECT (
      (SELECT count(*) FROM rocketkor_posting WHERE sandbox_id = ${sandbox.id})
      + (SELECT count(*) FROM rocketkor_ledger_entry WHERE sandbox_id = ${sandbox.id})
      + (SELECT count(*) FROM rocketkor_ledger_account WHERE sandbox_id = ${sandbox.id}))::int AS count`,
  );
  return Number(found?.count);
}

it("an adjustment that a drop is ahead of finds no account, and leaves nothing", async () => {
  const { ctx, id } = await world();
  const adjusting: Promise<unknown>[] = [];
  await inTransaction(ctx, async (held) => {
    await drop(held);
    const work = adjust(ctx, id, 500n);
    adjusting.push(work.catch((error: unknown) => error));
    await untilWaiting(db, work);
  });
  const [error] = await Promise.all(adjusting);
  expect(error).toBeInstanceOf(Refusal);
  expect((error as Refusal).code).toBe("absent");
  expect(await rowsLeft(ctx)).toBe(0);
});

it("a drop that an adjustment is ahead of waits for it, and takes it along", async () => {
  const { ctx, id } = await world();
  const dropping: Promise<unknown>[] = [];
  await inTransaction(ctx, async (held) => {
    const [, { available }] = await adjust(held, id, -500n);
    expect(available).toBe(9_500n);
    const work = drop(ctx);
    dropping.push(work);
    await untilWaiting(db, work);
  });
  await Promise.all(dropping);
  expect(await rowsLeft(ctx)).toBe(0);
});

it("so it is with many at once", async () => {
  for (let round = 0; round < 10; round++) {
    const { ctx, id } = await world();
    const adjusting = Array.from({ length: 6 }, () =>
      adjust(ctx, id, 1n).then(
        () => "adjusted",
        (error) => error.code,
      ),
    );
    const [told] = await Promise.all([Promise.all(adjusting), drop(ctx)]);
    expect(told.filter((each) => each !== "adjusted" && each !== "absent")).toEqual([]);
    expect(await rowsLeft(ctx)).toBe(0);
  }
});
