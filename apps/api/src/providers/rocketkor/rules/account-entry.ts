import type { BillingAddress } from "./account.ts";
import { nameLimits, regionIn } from "./address.ts";
import { routingNumberProblem } from "./bank-number.ts";
import { cardNumberProblem, expiryProblem } from "./card-number.ts";
import { Entry, type Problems } from "./entry.ts";
import type { Currency } from "./money.ts";

export interface BankEntry {
  readonly bankName: string;
  readonly routingNo: string;
  readonly accountNumber: string;
  readonly nameOnAccount: string;
  /** Where the holder lives; null where nobody needs to know. */
  readonly billingAddress: BillingAddress | null;
}

/** What the payment that follows makes necessary. */
interface BankNeeds {
  readonly currency: Currency;
  /** A wire wants to know where its parties live (providers/rocketkor.md 4.15). */
  readonly needsAddress: boolean;
}

/** A customer's account at a bank, as it is entered. */
export function judgeBankAccount(values: unknown, { currency, needsAddress }: BankNeeds): Problems | BankEntry {
  const entry = new Entry(values);
  entry.only("bankName", "routingNo", "accountNumber", "nameOnAccount", ...(needsAddress ? ["billingAddress"] : []));
  const bankName = entry.text("bankName", { isRequired: true, most: 100 });
  const routingNo = entry.text("routingNo", { isRequired: true, most: 9 });
  const accountNumber = entry.text("accountNumber", { isRequired: true, most: 20, mayBeCard: true, ...digits });
  const nameOnAccount = entry.text("nameOnAccount", { isRequired: true, ...nameLimits });
  const billingAddress = needsAddress ? billingAddressIn(entry) : null;
  tell(entry, "routingNo", routingNo && routingNumberProblem(routingNo, currency));
  if (bankName === null || routingNo === null || accountNumber === null || nameOnAccount === null)
    return entry.refused();
  return entry.problems.length > 0
    ? entry.refused()
    : { bankName, routingNo, accountNumber, nameOnAccount, billingAddress };
}

const digits = { pattern: /^\d{4,}$/, what: "4 to 20 digits" };
const lineKeys = ["addressLine1", "addressLine2", "addressLine3"] as const;

function billingAddressIn(entry: Entry): BillingAddress | null {
  const address = entry.inner("billingAddress");
  address.only(...lineKeys, "city", "stateCode", "countryCode", "postalCode");
  const lines = lineKeys.map((key, index) => address.text(key, { isRequired: index === 0, most: 50 }));
  const city = address.text("city", { isRequired: true, most: 25 });
  const { stateCode, countryCode } = regionIn(address);
  const postalCode = address.text("postalCode", { most: 10 });
  entry.adopt(address);
  if (city === null || countryCode === null) return null;
  return { lines: lines.filter((line) => line !== null), city, stateCode, countryCode, postalCode };
}

export interface CardEntry {
  readonly cardNumber: string;
  /** `yyyy-MM` */
  readonly expiry: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** A customer's card, as it is entered: people put blanks or hyphens between the groups of digits. */
export function judgeCard(values: unknown, now: Date): Problems | CardEntry {
  const entry = new Entry(values);
  entry.only("cardNumber", "expiry", "firstName", "lastName");
  const cardNumber =
    entry.text("cardNumber", { isRequired: true, most: 30, mayBeCard: true })?.replace(/(?<=\d)[ -](?=\d)/g, "") ??
    null;
  const expiry = entry.text("expiry", { isRequired: true, most: 7 });
  const firstName = entry.text("firstName", { isRequired: true, ...nameLimits });
  const lastName = entry.text("lastName", { isRequired: true, ...nameLimits });
  tell(entry, "cardNumber", cardNumber && cardNumberProblem(cardNumber));
  tell(entry, "expiry", expiry && expiryProblem(expiry, now));
  if (cardNumber === null || expiry === null || firstName === null || lastName === null) return entry.refused();
  return entry.problems.length > 0 ? entry.refused() : { cardNumber, expiry, firstName, lastName };
}

function tell(entry: Entry, key: string, problem: string | null | undefined): void {
  if (problem) entry.invalid(key, problem);
}
