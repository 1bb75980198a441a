import { randomUUID } from "node:crypto";
import { testDatabase } from "@understudy/database/testing";
import type { Context } from "@understudy/engine";
import { afterAll, expect, it } from "vitest";
import { foundBusiness, rowsRead, start } from "./business.fixture.ts";
import { claim } from "./idempotency.ts";
import { inTransaction } from "./in-transaction.ts";

const { db, close } = await testDatabase();
afterAll(() => close());
const hour = 3_600_000;
const at = await foundBusiness(db);
const otherAt = await foundBusiness(db);
const later = (hours: number) => new Date(start.getTime() + hours * hour);
const request = { amount: "1.00" };
const take = (ctx: Context, key: string, what: object = request) => claim(ctx, key, what, randomUUID());

async function keysOf({ sandbox }: Context): Promise<readonly string[]> {
  const rows = await db.rocketkorIdempotencyKey.findMany({ where: { sandboxId: sandbox.id }, orderBy: { key: "asc" } });
  return rows.map(({ key }) => key);
}

it("keys that nobody remembers any more go a few at a time, and those of others stay", async () => {
  for (let number = 10; number < 35; number++) await take(at(later(number / 100)), `old-${number}`);
  await take(otherAt(), "another's");
  await take(at(later(20)), "young");
  const now = at(later(25));
  await take(now, "first");
  expect(await keysOf(now)).toEqual([
    "first",
    // The oldest have gone.
    ...Array.from({ length: 15 }, (_, index) => `old-${index + 20}`),
    "young",
  ]);
  for (const key of ["second", "third"]) await take(now, key);
  expect(await keysOf(now)).toEqual(["first", "second", "third", "young"]);
  expect(await keysOf(otherAt())).toEqual(["another's"]);
});

it("a key that comes again takes none along, and an old one may be another's", async () => {
  const ctx = (await foundBusiness(db))();
  const next = { ...ctx, now: later(24) };
  const first = randomUUID();
  expect(await claim(ctx, "again", request, first)).toBeNull();
  await take(ctx, "old");
  const almost = { ...ctx, now: new Date(later(24).getTime() - 1) };
  expect(await take(almost, "again")).toBe(first);
  await expect(take(almost, "again", { amount: "2.00" })).rejects.toMatchObject({ code: "key_reused" });
  expect(await keysOf(ctx)).toEqual(["again", "old"]);
  expect(await take(next, "again", { amount: "2.00" })).toBeNull();
  expect(await keysOf(ctx)).toEqual(["again"]);
});

it("whoever takes a key waits for nobody who takes another one, be it an old one", async () => {
  const ctx = (await foundBusiness(db))();
  for (const key of ["a", "b", "c"]) await take(ctx, key);
  const next = { ...ctx, now: later(48) };
  await inTransaction(next, async (held) => {
    expect(await take(held, "a")).toBeNull();
    // The one has taken `b` and `c` along by now, and has not said so.
    expect(await take(next, "d")).toBeNull();
    expect(await keysOf(next)).toEqual(["a", "b", "c", "d"]);
  });
  expect(await keysOf(next)).toEqual(["a", "d"]);
  // Each of two finds the other's key among those that are old.
  const last = { ...ctx, now: later(96) };
  await inTransaction(last, async (held) => {
    await take(held, "x");
    await Promise.all(["y", "z"].map((key) => take(last, key)));
  });
  expect(await keysOf(last)).toEqual(["x", "y", "z"]);
});

it("those that are remembered are not looked at", async () => {
  const ctx = (await foundBusiness(db))();
  await db.$executeRaw`
    INSERT INTO rocketkor_idempotency_key (sandbox_id, key, digest, transaction_id, created_at)
    SELECT ${ctx.sandbox.id}, 'key-' || n, '', gen_random_uuid(), ${start} FROM generate_series(1, 3000) AS n`;
  await db.$executeRaw`VACUUM ANALYZE rocketkor_idempotency_key`;
  const read = await rowsRead(ctx, "rocketkor_idempotency_key", async (held) => {
    for (let time = 0; time < 8; time++) await take(held, `new-${time}`);
  });
  expect(read).toBeLessThanOrEqual(80);
});
