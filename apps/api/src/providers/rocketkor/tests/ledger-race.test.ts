import { expect, it } from "vitest";
import { testHouse } from "../../../testing/server.ts";
import { journeysOf, payout } from "./support/journeys.ts";
import { wrongIn } from "./support/ledger.ts";
import { moneyOf, paymentIn, requested, toBank } from "./support/money.ts";
import { got, openSandbox } from "./support/sandbox.ts";

const { database, start } = await testHouse();
// Two servers on one database, as a team may run them.
const [server, second] = [await start(), await start()];

it("60: a hundred customers who confirm at once do not overdraw the account that pays them", async () => {
  const world = await openSandbox(server);
  const [{ begin, read, look: see }, { open, balanceOf, statusesOf }] = [journeysOf(world), moneyOf(world)];
  const elsewhere = journeysOf({ ...world, ...(await alsoAt(world.sandboxId)) });
  // Enough for 37 of them, and a little.
  const business = await open("379.99");
  const body = payout(world, { baFinancialAccountId: business, amount: 10 });
  const ids = await Promise.all(Array.from({ length: 100 }, () => begin(body)));
  const finished = await Promise.all(
    ids.map(async (id, index) => got(await (index % 2 === 0 ? journeysOf(world) : elsewhere).finish(id))),
  );
  const completed = finished.filter(({ status }) => status === "COMPLETED");
  const active = finished.filter(({ status }) => status === "ACTIVE");
  expect([completed.length, active.length]).toEqual([37, 63]);
  expect(await balanceOf(business)).toBe("9.99 0.00");
  expect(await balanceOf(world.customerAccountId)).toBe("10370.00 0.00");
  for (const { id, transaction_id } of active) {
    expect((await read(id)).steps.at(-1)?.status).toBe("ACTIVE");
    expect((await statusesOf(String(transaction_id))).at(-1)).toBe("DECLINED: Insufficient funds in the debit account");
  }
  expect(new Set(finished.map(({ transaction_id }) => transaction_id)).size).toBe(100);
  expect((await see(completed[0]?.id ?? "")).status).toBe("COMPLETED");
  expect(await wrongIn(database, world)).toEqual([]);
});

it("60: nor do payments, cancellations, reversals and adjustments that come together", async () => {
  const world = await openSandbox(server);
  await world.goTo("2027-01-14T15:00:00Z");
  const { open, askToPay, cancelPayment, reverse, adjust, balanceOf, settleNow, pay } = moneyOf(world);
  const business = await open("100.00");
  const own = { debitFinancialAccountId: business, amount: "7.00" };
  const byCard = { ...paymentIn(world), ...own };
  const byBank = { ...paymentIn(world), ...toBank(world), ...own };
  const first = await Promise.all([pay(byCard), pay(byBank), pay(byCard), pay(byBank)]);
  const [a, b, c, d] = first.map(({ id }) => id) as [string, string, string, string];
  const statuses = await Promise.all([
    ...Array.from({ length: 20 }, () => askToPay(byCard)),
    ...Array.from({ length: 20 }, () => askToPay(byBank)),
    ...Array.from({ length: 5 }, () => askToPay(requested(byCard))),
    ...[cancelPayment(b), cancelPayment(b), cancelPayment(d)],
    ...[reverse(a), reverse(a), reverse(c), settleNow(d), adjust(business, "-30.00"), adjust(business, "-30.00")],
  ]).then((answers) => answers.map((answer) => ("response" in answer ? answer.response.status : answer.status)));
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  expect(await wrongIn(database, world)).toEqual([]);
  await world.advance("P7D");
  expect(await wrongIn(database, world)).toEqual([]);
  expect(await balanceOf(business)).toMatch(/^\d+\.00 0\.00$/);
});

/** The same sandbox by the other server. */
async function alsoAt(sandboxId: string) {
  const other = await openSandbox(second);
  const { platform, portal } = other;
  return { platform, portal, path: { sandboxId } };
}
