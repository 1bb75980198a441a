import validator from "card-validator";
import type { CardDescription, FinancialAccount } from "../rules/account.ts";
import { type Currency, decimalText } from "../rules/money.ts";
import { texts } from "./texts.ts";

const locale = "en-US";

/** `$256.25`, and `CA$256.25` for Canadian dollars. An amount of this platform is small enough to be a number exactly. */
export function money(minor: bigint, currency: Currency): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(Number(decimalText(minor)));
}

// Where the customer is nobody knows, and the banks' days are those of New York.
const inNewYork = new Intl.DateTimeFormat(locale, {
  ...{ weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit" },
  ...{ timeZone: "America/New_York", timeZoneName: "short" },
});

/** `Monday, November 23, 2026 at 6:00 PM EST` */
export function moment(time: Date): string {
  // Some versions of the calendar data put a narrow blank before PM, which not every font has.
  return inNewYork.format(time).replaceAll("\u202f", " ");
}

/** An account as the customer may be shown it: without its number. */
export function accountName({ name, bank, card, tail }: FinancialAccount): string {
  const { accounts } = texts;
  if (card) return accounts.card(brandOf(card), tail);
  return bank?.bankName ? accounts.bank(bank.bankName, tail) : accounts.other(name, tail);
}

function brandOf({ scheme }: CardDescription): string | null {
  // The library's types say that there always is one.
  const brand: { readonly niceType: string } | null = validator.creditCardType.getTypeInfo(scheme);
  return brand?.niceType ?? null;
}

/** `one, two, and three` */
export function listed(words: readonly string[]): string {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(words);
}
