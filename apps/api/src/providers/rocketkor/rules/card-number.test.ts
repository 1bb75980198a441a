import { expect, it } from "vitest";
import { cardNumberProblem, expiryProblem, schemeOf } from "./card-number.ts";

it("takes any number of 11 to 19 digits whose last one fits", () => {
  for (const [number, scheme] of [
    ["4111111111111111", "visa"],
    ["4000000000000002", "visa"],
    ["4000000000009995", "visa"],
    ["4000000000000119", "visa"],
    ["5555555555554444", "mastercard"],
    ["378282246310005", "american-express"],
    ["6799990100000000019", "maestro"],
    ["79927398713", "unknown"],
  ] as const) {
    expect(cardNumberProblem(number), number).toBeUndefined();
    expect(schemeOf(number)).toBe(scheme);
  }
});

it("says what is wrong with another, and never repeats it", () => {
  for (const number of ["4111111111111112", "79927398710", "00000000000"])
    expect(cardNumberProblem(number)).toMatch(/its last digit does not fit the others$/);
  for (const number of ["7992739871", "41111111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "", "x"])
    expect(cardNumberProblem(number)).toBe("must be 11 to 19 digits and nothing else");
});

it("holds to the end of its month", () => {
  expect(expiryProblem("2026-11", new Date("2026-11-30T23:59:59.999Z"))).toBeUndefined();
  expect(expiryProblem("2026-11", new Date("2026-12-01T00:00:00.000Z"))).toBe("must not lie in the past");
  expect(expiryProblem("2026-12", new Date("2026-12-31T12:00:00.000Z"))).toBeUndefined();
  for (const expiry of ["2030-13", "2030-00", "2030-1", "12/30", "2030-12-01", "", "203012"])
    expect(expiryProblem(expiry, new Date("2026-11-30T00:00:00.000Z")), expiry).toBe("must be a month as yyyy-MM");
});
