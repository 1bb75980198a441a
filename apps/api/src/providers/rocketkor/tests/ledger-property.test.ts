import fc from "fast-check";
import { expect, it } from "vitest";
import { testHouse } from "../../../testing/server.ts";
import { acts, type Hands, handsOn } from "./support/hands.ts";
import { cents, sumsOf, wrongIn } from "./support/ledger.ts";
import { moneyOf } from "./support/money.ts";
import { type Opened, openSandbox } from "./support/sandbox.ts";

const { database, start } = await testHouse();
const server = await start();

/** What several people do at once, and then again and again. */
const histories = fc.array(fc.array(acts, { minLength: 1, maxLength: 8 }), {
  minLength: 55,
  maxLength: 75,
  size: "max",
});

/** What an answer may be where people do what cannot be done. */
const expected = new Set([200, 201, 204, 409, 422]);

it("loses, makes and overdraws no money, whatever is done to it by whoever at once", { timeout: 120_000 }, async () => {
  const met = new Map<string, number>();
  const count = { acts: 0 };
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      const world = await openSandbox(server);
      await world.goTo("2027-01-14T15:00:00Z");
      const hands = await handsOn(world);
      for (const [number, together] of history.entries()) {
        await Promise.all(together.map(hands.take));
        count.acts += together.length;
        if (number % 8 === 0) expect(await wrongIn(database, world)).toEqual([]);
      }
      await world.advance("P40D");
      expect(await wrongIn(database, world)).toEqual([]);
      await expectAgreement(world, hands);
      for (const answer of hands.answers.keys())
        expect([answer, expected.has(Number(answer.split(" ")[1]))]).toEqual([answer, true]);
      for (const status of await endsOf(world)) met.set(status, (met.get(status) ?? 0) + 1);
    }),
    // Sequences are told as they are: making them shorter would take longer than reading them.
    { numRuns: 7, endOnFailure: true },
  );
  expect(count.acts).toBeGreaterThan(1_500);
  expect([...met.keys()].toSorted()).toEqual(["CANCELLED", "CLEARED", "DECLINED", "ERROR", "REVERSED", "SETTLED"]);
});

/** What accounts are said to hold is what postings sum to; nothing is held when all has ended. */
async function expectAgreement(world: Opened, { accounts }: Hands): Promise<void> {
  const sums = await sumsOf(world);
  const { balanceOf, embeddedBalances } = moneyOf(world);
  for (const id of accounts) {
    const [available = "", held = ""] = (await balanceOf(id)).split(" ");
    expect([id, cents(available), held]).toEqual([id, sums.get(`${id} available USD`) ?? 0n, "0.00"]);
    expect(sums.get(`${id} held USD`) ?? 0n).toBe(0n);
  }
  const own = await embeddedBalances(accounts[0]);
  expect(cents(own?.USD?.accountBalance ?? "")).toBe(sums.get(`${accounts[0]} available USD`));
  expect([...sums].filter(([place]) => place.endsWith("USD")).reduce((total, [, sum]) => total + sum, 0n)).toBe(0n);
}

async function endsOf({ sandboxId }: Opened): Promise<readonly string[]> {
  const rows = await database.db.rocketkorTransaction.findMany({ where: { sandboxId }, select: { status: true } });
  return rows.map(({ status }) => status);
}
