import fc from "fast-check";
import { expect, it } from "vitest";
import { advance, attempt, open, settleNow } from "./advancing.ts";
import { cancel, reverse } from "./ending.ts";
import { accountOutcomes, outsideOpeningBalance } from "./outcomes.ts";
import { businessAccount, clerk, customerAccount, draft } from "./transaction.fixture.ts";
import { priorities, type Sides, solutions, type Transaction, transactionTypes } from "./transaction.ts";
import { World } from "./world.fixture.ts";

const operating = businessAccount({ id: "operating" });
const businessAccounts = [operating, businessAccount({ id: "rebates" })];
const customerAccounts = accountOutcomes.flatMap((outcome) => [
  customerAccount({ id: `outside ${outcome}`, outcome }),
  customerAccount({ id: `inside ${outcome}`, outcome, category: "INTERNAL" }),
]);
const accounts = [...businessAccounts, ...customerAccounts];

const begun = fc.record({
  begin: fc.constantFrom(open, attempt),
  business: fc.constantFrom(...businessAccounts),
  customer: fc.constantFrom(...customerAccounts),
  details: fc.record({
    transactionType: fc.constantFrom(...transactionTypes),
    solution: fc.constantFrom(...solutions),
    priority: fc.constantFrom(...priorities),
    amount: fc.oneof(fc.bigInt({ min: 1n, max: 60_000n }), fc.bigInt({ min: 1n, max: 2_000_000n })),
  }),
});
type Begun = typeof begun extends fc.Arbitrary<infer Each> ? Each : never;

function begin(world: World, { begin, business, customer, details }: Begun): void {
  const [debit, credit] = details.transactionType === "SEND" ? [business, customer] : [customer, business];
  const sides = { debitFinancialAccountId: debit.id, creditFinancialAccountId: credit.id };
  const whole = draft({ ...details, ...sides, id: `tx_${world.transactions.length}` });
  world.commit(() => begin(whole, world.sidesOf(whole), world.now));
}

const acts = {
  advance,
  cancel: (transaction: Transaction, _: Sides, now: Date) => cancel(transaction, clerk, now),
  reverse: (transaction: Transaction, sides: Sides, now: Date) => reverse(transaction, sides, "LATE_CREDIT", now),
  settle: (transaction: Transaction, sides: Sides, now: Date) => settleNow(transaction, sides, undefined, now),
  approve: (transaction: Transaction, sides: Sides, now: Date) => settleNow(transaction, sides, "settled", now),
  decline: (transaction: Transaction, sides: Sides, now: Date) => settleNow(transaction, sides, "declined", now),
  fail: (transaction: Transaction, sides: Sides, now: Date) => settleNow(transaction, sides, "error", now),
} as const;

/** What anybody may do next, with retries: every act may come twice, and come too late. */
const step: fc.Arbitrary<(world: World) => void> = fc.oneof(
  { weight: 6, arbitrary: begun.map((each) => (world: World) => begin(world, each)) },
  {
    weight: 4,
    arbitrary: fc.tuple(fc.nat(2_000), fc.constantFrom(1, 2)).map(([minutes, times]) => (world: World) => {
      world.wait(minutes, { times });
    }),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...Object.values(acts)), fc.nat(), fc.constantFrom(1, 2))
      .map(([act, target, times]) => (world: World) => {
        const index = target % Math.max(world.transactions.length, 1);
        for (let time = 0; time < times; time++)
          world.act(index, (transaction, sides) => act(transaction, sides, world.now));
      }),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...accounts), fc.bigInt({ min: -200_000n, max: 200_000n }))
      .map(([{ id }, amount]) => (world: World) => {
        world.adjust(id, amount);
      }),
  },
);

const month = 31 * 24 * 60;

it("loses, makes and overdraws no money, whatever is done to thousands of transactions", () => {
  const met = new Set<string>();
  const count = { transactions: 0 };
  fc.assert(
    fc.property(fc.array(step, { size: "max", minLength: 600, maxLength: 900 }), (steps) => {
      const world = new World(accounts);
      for (const [number, act] of steps.entries()) {
        act(world);
        if (number % 10 === 0) world.check();
      }
      world.wait(month);
      world.check();
      for (const { status, nextAt } of world.transactions) {
        expect(nextAt).toBeNull();
        met.add(status);
      }
      count.transactions += world.transactions.length;
    }),
    { numRuns: 12 },
  );
  expect(count.transactions).toBeGreaterThan(2_000);
  expect([...met].sort()).toEqual(["CANCELLED", "CLEARED", "DECLINED", "ERROR", "REVERSED", "SETTLED"]);
});

it("ends each customer's transactions as that account has it, with the money where it belongs", () => {
  const details = { transactionType: "SEND", priority: "NEXT_DAY", amount: 25_625n } as const;
  const ends = { approve: "SETTLED", decline: "DECLINED", insufficient_funds: "DECLINED", error: "ERROR" } as const;
  for (const customer of customerAccounts)
    for (const solution of solutions) {
      const world = new World(accounts);
      begin(world, { begin: open, business: operating, customer, details: { ...details, solution } });
      world.wait(month, { times: 2 });
      const { outcome, id } = customer;
      const moved = outcome === "approve" ? details.amount : 0n;
      expect(world.transactions[0]?.status, `${id} by ${solution}`).toBe(ends[outcome]);
      expect(world.available(id)).toBe(outsideOpeningBalance + moved);
      expect(world.available("operating")).toBe(outsideOpeningBalance - moved);
    }
});
