import { describe, expect, it } from "vitest";
import { testHouse } from "../../../testing/server.ts";
import { cents, sumsOf, wrongIn } from "./support/ledger.ts";
import { moneyOf, paymentIn, toBank } from "./support/money.ts";
import { got, openSandbox } from "./support/sandbox.ts";

const { database, start } = await testHouse();
const world = await openSandbox(await start());
const money = moneyOf(world);
const { sandboxId, businessAccountId: business, customerAccountId: card } = world;
const { db } = database;

type Entry = readonly [posting: string, owner: string, bucket: string, currency: string, amount: number];
const postings = ["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"] as const;
const [one, two] = postings;

/** Writes entries by one statement, as somebody with a mistake in mind would. */
function write(...entries: readonly Entry[]) {
  const rows = entries.map(([posting, owner, bucket, currency, amount], position) => {
    return { posting, owner, bucket, currency, amount, position };
  });
  return db.$executeRaw`
    WITH posted AS (
      INSERT INTO rocketkor_posting (sandbox_id, id, kind, at)
      SELECT DISTINCT ${sandboxId}, posting, 'adjust', now() FROM json_to_recordset(${JSON.stringify(rows)}::json) AS e(posting uuid))
    INSERT INTO rocketkor_ledger_entry (sandbox_id, posting_id, position, owner_id, bucket, currency, amount)
    SELECT ${sandboxId}, posting, position, owner, bucket, currency, amount
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS e(
      posting uuid, position smallint, owner uuid, bucket text, currency text, amount bigint)`;
}
const balances = async () => [await money.balanceOf(business), await money.balanceOf(card)];

describe("the database refuses", () => {
  const notBalanced = /must sum to zero/;
  const fixed = /balances follow from its entries alone/;

  it("a posting whose entries do not sum to zero", async () => {
    const before = await balances();
    for (const entries of [
      [[one, business, "available", "USD", -100]],
      [[one, business, "available", "USD", 100]],
      [
        [one, business, "available", "USD", -100],
        [one, card, "available", "USD", 101],
      ],
      // Each for itself, not one for the other.
      [
        [one, business, "available", "USD", -100],
        [two, card, "available", "USD", 100],
      ],
      // In one currency, not in two.
      [
        [one, business, "available", "USD", -100],
        [one, card, "available", "CAD", 100],
      ],
    ] as const)
      await expect(write(...entries)).rejects.toThrow(notBalanced);
    expect(await balances()).toEqual(before);
    expect(await db.rocketkorPosting.count({ where: { sandboxId, id: { in: [...postings] } } })).toBe(0);
  });

  it("to let an account owe, by whatever way", async () => {
    const before = await balances();
    for (const [from, bucket, to] of [
      [business, "available", card],
      [card, "available", business],
      [business, "held", card],
    ] as const)
      await expect(
        write([one, from, bucket, "USD", -10_000_001], [one, to, "available", "USD", 10_000_001]),
      ).rejects.toThrow(/rocketkor_ledger_account_not_below_zero/);
    expect(await balances()).toEqual(before);
  });

  it("to change a balance, or to make one up", async () => {
    const before = await balances();
    await expect(
      db.$executeRaw`UPDATE rocketkor_ledger_account SET balance = balance + 1 WHERE sandbox_id = ${sandboxId}`,
    ).rejects.toThrow(fixed);
    await expect(
      db.$executeRaw`
        INSERT INTO rocketkor_ledger_account (sandbox_id, owner_id, bucket, currency, balance)
        VALUES (${sandboxId}, ${card}::uuid, 'available', 'CAD', 100)`,
    ).rejects.toThrow(fixed);
    await expect(
      db.$executeRaw`
        INSERT INTO rocketkor_ledger_account (sandbox_id, owner_id, bucket, currency, balance)
        VALUES (${sandboxId}, ${card}::uuid, 'available', 'USD', 100)
        ON CONFLICT (sandbox_id, owner_id, bucket, currency) DO UPDATE SET balance = excluded.balance`,
    ).rejects.toThrow(fixed);
    expect(await balances()).toEqual(before);
  });

  it("to change what is written", async () => {
    for (const statement of [
      db.$executeRaw`UPDATE rocketkor_ledger_entry SET amount = amount * 2 WHERE sandbox_id = ${sandboxId}`,
      db.$executeRaw`UPDATE rocketkor_posting SET kind = 'reverse' WHERE sandbox_id = ${sandboxId}`,
    ])
      await expect(statement).rejects.toThrow(fixed);
    expect(await wrongIn(database, world)).toEqual([]);
  });
});

describe("the ledger of a sandbox", () => {
  it("begins with money from the world outside", async () => {
    const fresh = await openSandbox(world);
    const sums = await sumsOf(fresh);
    expect(sums.get(`${fresh.businessAccountId} available USD`)).toBe(10_000_000n);
    expect(sums.get(`${fresh.customerAccountId} available USD`)).toBe(1_000_000n);
    for (const currency of ["USD", "CAD"]) {
      const all = [...sums].filter(([place]) => place.endsWith(currency)).map(([, sum]) => sum);
      expect(all.reduce((total, sum) => total + sum, 0n)).toBe(0n);
    }
    expect(await wrongIn(database, fresh)).toEqual([]);
  });

  it("is listed newest first, each posting once, whole or of one transaction", async () => {
    const { id } = await money.pay({ ...paymentIn(world), ...toBank(world) });
    got(await money.adjust(business, "-5.00"));
    got(await money.adjust(business, "5.00"));
    const pages: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: 2, ...(cursor !== undefined && { cursor }) };
      const page = got(await world.portal.listPostings({ path: world.path, query }));
      pages.push(...page.data.map((posting) => posting.id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(pages).size).toBe(pages.length);
    expect(pages.length).toBe(await db.rocketkorPosting.count({ where: { sandboxId } }));
    const newest = got(await world.portal.listPostings({ path: world.path, query: { limit: 3 } })).data;
    expect(newest.map(({ kind, transaction_id }) => `${kind} ${transaction_id}`)).toEqual([
      ...["adjust null", "adjust null", `hold ${id}`],
    ]);
    expect(newest[0]?.entries).toEqual([
      { financial_account_id: null, bucket: "world", amount: "-5.00", currency: "USD" },
      { financial_account_id: business, bucket: "available", amount: "5.00", currency: "USD" },
    ]);
    expect((await money.postingsOf(id)).map((posting) => posting.id)).toEqual([newest[2]?.id]);
  });

  it("is gone with the sandbox, and leaves others as they are", async () => {
    const gone = await openSandbox(world);
    await moneyOf(gone).pay(paymentIn(gone));
    await gone.platform.dropSandbox({ path: gone.path });
    const where = { sandboxId: gone.sandboxId };
    expect(await db.rocketkorLedgerEntry.count({ where })).toBe(0);
    expect(await db.rocketkorLedgerAccount.count({ where })).toBe(0);
    expect(await wrongIn(database, world)).toEqual([]);
  });

  it("agrees with what is told of every account", async () => {
    const sums = await sumsOf(world);
    for (const id of [business, card]) {
      const [available = "", held = ""] = (await money.balanceOf(id)).split(" ");
      expect(cents(available)).toBe(sums.get(`${id} available USD`));
      expect(cents(held)).toBe(sums.get(`${id} held USD`) ?? 0n);
    }
  });
});
