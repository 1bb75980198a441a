import { expect, it } from "vitest";
import { posted } from "./ledger.fixture.ts";
import { bringIn, hold, release, reverse, settle } from "./ledger.ts";

const transfer = {
  debitFinancialAccountId: "business",
  creditFinancialAccountId: "customer",
  amount: 25_625n,
  currency: "USD",
} as const;
const opened = posted(new Map(), bringIn("opening", "business", { amount: 30_000n, currency: "USD" }));

it("books what an account opens with against the world", () => {
  expect(Object.fromEntries(opened)).toEqual({ "world:world:USD": -30_000n, "business:available:USD": 30_000n });
});

it("takes money out to the world by an amount below zero", () => {
  const taken = posted(opened, bringIn("adjust", "business", { amount: -1_250n, currency: "USD" }));
  expect(Object.fromEntries(taken)).toEqual({ "world:world:USD": -28_750n, "business:available:USD": 28_750n });
});

it("sets money aside, and moves it or gives it back", () => {
  const held = posted(opened, hold(transfer));
  expect(Object.fromEntries(held)).toMatchObject({ "business:available:USD": 4_375n, "business:held:USD": 25_625n });
  const settled = posted(held, settle(transfer));
  expect(Object.fromEntries(settled)).toMatchObject({ "business:held:USD": 0n, "customer:available:USD": 25_625n });
  expect(Object.fromEntries(posted(settled, reverse(transfer)))).toMatchObject({
    "business:available:USD": 30_000n,
    "customer:available:USD": 0n,
  });
  expect(Object.fromEntries(posted(held, release(transfer)))).toMatchObject({
    "business:available:USD": 30_000n,
    "business:held:USD": 0n,
  });
});
