import type { Currency } from "./money.ts";

/** What a routing number must be, said so that it reads on after the field's name; undefined if it is that. */
export function routingNumberProblem(routingNumber: string, currency: Currency): string | undefined {
  if (currency === "CAD")
    return /^0\d{8}$/.test(routingNumber)
      ? undefined
      : "must be nine digits for an account in CAD: 0, then the institution's three, then the branch's five";
  if (!/^\d{9}$/.test(routingNumber)) return "must be nine digits for an account in USD, as in 021000021";
  return hasSoundCheckDigit(routingNumber)
    ? undefined
    : "must be an ABA routing number, as 021000021 is; the last of its nine digits does not fit the others";
}

/** Weights 3, 7 and 1 in turn; the nine products sum to a multiple of ten. Nine zeros would too, and are nobody's. */
function hasSoundCheckDigit(digits: string): boolean {
  const weights = [3, 7, 1];
  const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (weights[place % 3] ?? 0), 0);
  return sum > 0 && sum % 10 === 0;
}

/** The last four digits, of a card's number too. */
export function tailOf(accountNumber: string): string {
  return accountNumber.slice(-4);
}

/** `******4523`, however long the number is. */
export function maskedAccountNumber(accountNumber: string): string {
  return `******${tailOf(accountNumber)}`;
}

/** `*****0021` */
export function maskedRoutingNumber(routingNumber: string): string {
  return `*****${tailOf(routingNumber)}`;
}
