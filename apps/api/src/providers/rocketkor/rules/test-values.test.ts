import document from "@understudy/contracts/rocketkor.json" with { type: "json" };
import control from "@understudy/contracts/rocketkor-control.json" with { type: "json" };
import { describe, expect, it } from "vitest";
import { cardNumberProblem } from "./card-number.ts";
import { decimalText } from "./money.ts";
import { failureOf, outcomeOfBankAccount, outcomeOfCard, outsideOpeningBalance } from "./outcomes.ts";

const { CardNumber, BankAccountNumber } = document.components.schemas;
const openingBalance = "10,000.00";

/** What the table says of a number, as the rules would have it. */
const rowOf = (outcome: ReturnType<typeof outcomeOfCard>, solution: "push-to-card" | "ach") => {
  const { status, message } = failureOf(outcome, solution) ?? { message: "" };
  const becomes = { DECLINED: "is `DECLINED`", ERROR: "ends in `ERROR`" } as const;
  return { outcome, the_transaction: status ? becomes[status] : "goes through", message };
};

describe("the documented test values", () => {
  it.each(CardNumber["x-test-values"])("tell the truth of the card $card_number", ({ card_number, ...row }) => {
    const number = card_number === "any other valid number" ? "5555555555554444" : card_number;
    expect(cardNumberProblem(number)).toBeUndefined();
    expect(row).toEqual(rowOf(outcomeOfCard(number), "push-to-card"));
  });

  it.each(BankAccountNumber["x-test-values"])(
    "tell the truth of a bank account whose number is $account_number",
    ({ account_number, ...row }) => {
      const tail = account_number.replace("ends in ", "").replace("any other", "6789");
      expect(row).toEqual(rowOf(outcomeOfBankAccount(`000123${tail}`), "ach"));
    },
  );

  it("stand in one place", () => {
    expect(JSON.stringify(control)).not.toContain("x-test-values");
    expect(control.components.schemas.AccountOutcome.description).toContain("RocketKOR LinX API");
  });
});

it("what an outside account begins with is said where it matters", () => {
  expect(decimalText(outsideOpeningBalance)).toBe(openingBalance.replace(",", ""));
  const texts = [CardNumber, BankAccountNumber, document.paths["/v1/transactions"].post].map(
    ({ description }) => description,
  );
  for (const text of texts) {
    expect(text).toContain(openingBalance);
    // What a test may do to it is no part of the provider's contract.
    expect(text).not.toContain("adjustBalance");
  }
});
