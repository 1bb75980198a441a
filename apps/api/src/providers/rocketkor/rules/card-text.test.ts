import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { cardNumberProblem } from "./card-number.ts";
import { holdsCardNumber, judgeCardTexts, mayHoldCardNumber } from "./card-text.ts";
import { Entry } from "./entry.ts";

describe("a card's number in a text", () => {
  it.each([
    "4111111111111111",
    "4111 1111 1111 1111",
    "4111-1111-1111-1111",
    "4111\u00a01111\u20131111.1111",
    "3782 822463 10005",
    "Mary 4111111111111111",
    "Mary4111111111111111",
    "4111 1111 1111 1111 08/29",
    "4111 1111 1111 1111 08 29 123",
    "No. 7 4111111111111111",
    "30569309025904",
  ])("is found as %j", (text) => {
    expect([holdsCardNumber(text), mayHoldCardNumber(text)]).toEqual([true, true]);
  });

  it.each([
    "",
    "Mary",
    "4111111111111112",
    "41111111111111110",
    "1718000000000",
    "+6281234567890",
    "+1 647 123 4567",
    "Invoice 2026-07-0042",
    "O'Łuczak",
    "12207-1234",
  ])("is not found in %j", (text) => {
    expect(holdsCardNumber(text)).toBe(false);
  });

  it("may be any number that would be taken for one, however its digits are grouped", () => {
    const cards = fc
      .tuple(fc.stringMatching(/^[1-9]\d{9,17}$/), fc.integer({ min: 0, max: 9 }))
      .map(([start, last]) => `${start}${last}`)
      .filter((digits) => cardNumberProblem(digits) === undefined);
    const gaps = fc.constantFrom("", " ", "-");
    fc.assert(
      fc.property(cards, fc.array(gaps, { minLength: 19, maxLength: 19 }), (digits, between) => {
        const written = [...digits].map((digit, index) => `${digit}${between[index]}`).join("");
        expect(mayHoldCardNumber(written)).toBe(true);
      }),
    );
  });

  it("is looked for in no time in what is far too long", () => {
    const begun = performance.now();
    expect([holdsCardNumber("1 ".repeat(400_000)), mayHoldCardNumber("1 ".repeat(400_000))]).toEqual([false, true]);
    for (let time = 0; time < 20; time++) mayHoldCardNumber("1 ".repeat(500));
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});

test("whatever is entered beside a card's number holds none", () => {
  const entry = new Entry({ name: "Mary 4111 1111 1111 1111", cardNumber: "4111 1111 1111 1111" });
  expect(entry.text("name", { most: 10 })).toBeNull();
  expect(entry.text("cardNumber", { most: 30, mayBeCard: true })).toBe("4111 1111 1111 1111");
  const message = "looks like a card number; leave it out";
  expect(entry.problems).toEqual([{ field: "name", rule: "FIELD_INVALID", message }]);
});

test("texts of a body that hold a card's number are told by their places, and what may hold one is not", () => {
  const number = "5555 5555 5555 4444";
  const body = {
    title: number,
    parameters: { description: `for ${number}`, memo: number, phoneNumber: number },
    definition: { steps: [{ input: { preDefined: { memo: number } } }] },
    addresses: [{ name: { firstName: number } }, { name: number, streetLine1: number }],
    card: { cardNumber: number, lastName: number },
  };
  expect(judgeCardTexts(body).map(({ field, rule }) => `${rule} ${field}`)).toEqual(
    [
      ...["title", "parameters.description", "parameters.memo", "definition.steps.0.input.preDefined.memo"],
      ...["addresses.0.name.firstName", "addresses.1.name", "card.lastName"],
    ].map((field) => `FIELD_INVALID ${field}`),
  );
  expect(JSON.stringify(judgeCardTexts(body))).not.toContain("5555");
});

test("a body that is nested or long beyond measure is not walked to its end", () => {
  let body: unknown = { title: "4111111111111111" };
  for (let depth = 0; depth < 200_000; depth++) body = [body];
  expect(judgeCardTexts(body)).toEqual([]);
  expect(judgeCardTexts(Array.from({ length: 1_000 }, () => ({ memo: "4111111111111111" })))).toHaveLength(100);
});
