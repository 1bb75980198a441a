import fc from "fast-check";
import { expect, it } from "vitest";
import { testCards } from "./card.ts";
import { brandOf, findCardNumber, looksLikeCardNumber } from "./card-number.ts";

it("sees every test card, bare, grouped, dashed and amid text", () => {
  for (const { number } of testCards) {
    const groups = number.match(/.{1,4}/g) ?? [];
    for (const text of [number, groups.join(" "), groups.join("-"), `card=${number};`, `pay ${number} 12/30 123`])
      expect(looksLikeCardNumber(text), text).toBe(true);
  }
});

it("sees a number that hides beside other numbers or letters", () => {
  for (const text of ["12 4111 1111 1111 1111 123", "x4111111111111111x", "tx_4111111111111111", "+4111111111111111"])
    expect(looksLikeCardNumber(text), text).toBe(true);
});

it("needs brand, length and Luhn together", () => {
  for (const text of ["4111111111111112", "411111111111111", "41111111111111111", "9111111111111111", "4111 1111"])
    expect(looksLikeCardNumber(text), text).toBe(false);
});

it("does not cut a card out of a longer number", () => {
  expect(looksLikeCardNumber("994111111111111111")).toBe(false);
  expect(looksLikeCardNumber("41111111111111110000")).toBe(false);
});

it("lets the numbers of everyday requests pass", () => {
  for (const text of [
    "1768480200000",
    "2026-01-15T12:30:04.000Z",
    "123e4567-e89b-12d3-a456-426655440000",
    "41111111-1111-4111-8111-111111111111",
    "tx_01jd4111111111111111abcdef",
    "+5511999990000",
    "+62 812-3456-7890",
    "00190.00009 01234.567004 00000.123174 8 13300000015000",
    "00190000090361557400500000024174396700000991000",
    "00193967000009910000000003615574000000002417",
    "00020126580014BR.GOV.BCB.PIX0136123e4567-e89b-12d3-a456-4266554400005204000053039865406150.005802BR5912LOJA EXEMPLO6009SAO PAULO62090505TX77863042AB7",
    "60746948000112",
    "192.168.100.200",
  ])
    expect(looksLikeCardNumber(text), text).toBe(false);
});

it("never takes a UUID, a ULID or a moment for a card", () => {
  fc.assert(fc.property(fc.uuid(), (text) => !looksLikeCardNumber(text)));
  fc.assert(fc.property(fc.ulid(), (text) => !looksLikeCardNumber(`tx_${text.toLowerCase()}`)));
  fc.assert(fc.property(fc.integer({ min: 0, max: 4e12 }), (ms) => findCardNumber({ ms }) === undefined));
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("2100-01-01") }), (date) => {
      return !looksLikeCardNumber(date.toISOString());
    }),
  );
});

it("finds a card wherever it is put in a body, and never tells it", () => {
  const card = fc.constantFrom(...testCards.map(({ number }) => number));
  fc.assert(
    fc.property(card, fc.string({ unit: fc.constantFrom("x", ".", ":", "ç") }), (number, text) => {
      for (const body of [{ a: [text, `${text}${number}`] }, { a: { [number]: text } }, { a: Number(number) }]) {
        const path = findCardNumber(body);
        expect(path).toMatch(/^a/);
        expect(path).not.toContain(number);
      }
    }),
  );
});

it("is quick on big bodies", () => {
  const rows = Array.from({ length: 20_000 }, (_, n) => ({ id: `order_${n}`, text: "1 2 3 - 4 ".repeat(5) }));
  const started = performance.now();
  expect(findCardNumber({ rows, digits: "7".repeat(500_000) })).toBeUndefined();
  expect(performance.now() - started).toBeLessThan(2_000);
});

it("names brands in the provider's spelling", () => {
  expect(brandOf("378282246310005")).toBe("american_express");
  expect(brandOf("6062826786276634")).toBe("hipercard");
  expect(brandOf("4111111111111112")).toBeUndefined();
});
