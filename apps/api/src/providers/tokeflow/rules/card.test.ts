import { Refusal } from "@understudy/domain";
import { expect, it } from "vitest";
import { behaviourOf, describeCard, hasExpired, testCards } from "./card.ts";
import { brandOf } from "./card-number.ts";

const now = new Date("2026-01-15T12:30:00.000Z");

it("describes an approving card when no number is given", () => {
  expect(describeCard(now)).toEqual({
    bin: "41111111",
    last4: "1111",
    brand: "visa",
    expiryMonth: 12,
    expiryYear: 2029,
    testValue: "approve",
  });
});

it("keeps fewer digits of shorter numbers, and never a number as a whole", () => {
  expect(describeCard(now, "3782 822463 10005")).toMatchObject({ bin: "378282", brand: "american_express" });
  for (const { number } of testCards) expect(JSON.stringify(describeCard(now, number))).not.toContain(number);
});

it("knows only cards of real brands, each with an outcome", () => {
  for (const { number, testValue } of testCards) {
    expect(brandOf(number), number).toBeDefined();
    expect(behaviourOf(testValue).outcome).toMatch(/\.$/);
  }
});

it("refuses a number without a stated outcome, names the known ones and does not repeat it", () => {
  const refusal = refusalOf(() => describeCard(now, "4916338506082832"));
  expect(refusal).toMatchObject({ code: "invalid", details: { field: "number" } });
  expect(refusal.message).toContain("4000000000003022 (decline_then_approve)");
  expect(refusal.message).not.toContain("4916338506082832");
});

it("lets a card hold to the end of its month", () => {
  const card = { expiryMonth: 1, expiryYear: 2026 };
  expect(hasExpired(card, new Date("2026-01-31T23:59:59.999Z"))).toBe(false);
  expect(hasExpired(card, new Date("2026-02-01T00:00:00.000Z"))).toBe(true);
});

function refusalOf(act: () => unknown): Refusal {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
  }
  throw new Error("Nothing was refused.");
}
