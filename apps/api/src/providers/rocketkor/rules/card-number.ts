import validator from "card-validator";
import isLuhn from "card-validator/dist/luhn-10.js";
import { DateTime } from "luxon";

/**
 * What a card number must be, said so that it reads on after the field's name; undefined if it is that. It never repeats
 * the number. The provider names lengths and no brands, so that any brand will do.
 */
export function cardNumberProblem(cardNumber: string): string | undefined {
  if (!/^\d{11,19}$/.test(cardNumber)) return "must be 11 to 19 digits and nothing else";
  return isLuhn(cardNumber) && /[1-9]/.test(cardNumber)
    ? undefined
    : "must be a card's number, as 4111111111111111 is; its last digit does not fit the others";
}

/** `visa`, `mastercard` …; `unknown` for a number with a prefix or length that no brand has. */
export function schemeOf(cardNumber: string): string {
  const { isValid, card } = validator.number(cardNumber);
  return (isValid && card?.type) || "unknown";
}

/** The same of an expiry, `yyyy-MM`: a card holds to the end of that month. */
export function expiryProblem(expiry: string, now: Date): string | undefined {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(expiry) ?? [];
  if (year === undefined) return "must be a month as yyyy-MM";
  // Not by Date.UTC, which takes the years before 100 for those of the twentieth century.
  const end = DateTime.utc(Number(year), Number(month)).plus({ months: 1 });
  return now.getTime() < end.toMillis() ? undefined : "must not lie in the past";
}
