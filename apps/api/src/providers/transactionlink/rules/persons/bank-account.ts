import type { Fault } from "@understudy/domain";
import { ibanOf } from "../iban.ts";
import { type Invention, inventAddress, inventFor, inventPerson } from "../invented.ts";

/** What a person may choose, in this order; the last says that the own bank is not among them. */
export const banks = [
  { id: "first_harbour", name: "First Harbour Bank", bic: "FHBKPLPW" },
  { id: "vistula", name: "Vistula Savings", bic: "VSTUPLPW" },
  { id: "meridian", name: "Meridian Direct", bic: "MRDNPLPW" },
  { id: "sleepy", name: "Sleepy Bank", bic: "SLPYPLPW" },
  { id: "not_listed", name: "My bank is not listed", bic: null },
] as const;

/** `{bank}`: the id of one of the banks, or its name. */
export function bankProblems(values: Readonly<Record<string, unknown>>): readonly (Fault & { readonly limit: null })[] {
  const { bank, ...others } = values;
  const problems: Fault[] = Object.keys(others).map((field) => {
    return { field, rule: "unknown", message: `The step knows no ${field}: leave it out.` };
  });
  const ids = banks.map(({ id }) => id).join(", ");
  if (!bankOf(bank)) problems.unshift({ field: "bank", rule: "option", message: `bank must be one of ${ids}.` });
  return problems.map((problem) => ({ ...problem, limit: null }));
}

/**
 * The outcome (providers/transactionlink.md 4.4) by the bank alone: one that is not listed omits the step, in the sleepy
 * one nobody comes to the end, and every other shows its client and the accounts. Amounts are in minor units; the
 * transactions are of the days before `now`.
 */
export function bankOutput(values: Readonly<Record<string, unknown>>, now: Date): Readonly<Record<string, unknown>> {
  const bank = bankOf(values.bank);
  if (!bank || bank.bic === null) return { status: "OMITTED", code: "bank.notFound" };
  if (bank.id === "sleepy") return { status: "TIMEDOUT", code: "user.idle" };
  const invent = inventFor(`bank ${bank.id}`);
  const accounts = ["PLN", "EUR"].map((currency) => accountOf(bank, currency, invent, now));
  return { status: "COMPLETE", code: null, identity: identityOf(invent), accounts };
}

function bankOf(given: unknown) {
  return banks.find(({ id, name }) => id === given || name === given);
}

function identityOf(invent: Invention) {
  const { firstName, lastName, dateOfBirth } = inventPerson(invent, "client");
  return {
    firstName,
    lastName,
    personalIdentityNumber: `${dateOfBirth.replaceAll("-", "").slice(2)}${invent.digits("personal", 5)}`,
    personAddresses: { registry: inventAddress(invent, "home") },
    citizenship: "PL",
    gender: invent.pick("gender", ["FEMALE", "MALE"]),
    birthDate: dateOfBirth,
    resourceType: "PERSON",
  };
}

function accountOf(
  { id: bankId, name: bankName, bic }: { id: string; name: string; bic: string },
  currency: string,
  invent: Invention,
  now: Date,
) {
  const id = `${bankId}-${currency.toLowerCase()}`;
  const bookingBalance = invent.number(`${id} balance`, 120_000, 9_000_000);
  const transactions = [1, 2, 3].map((index) => transactionOf(id, index, currency, invent, now));
  return {
    ...{ id, number: ibanOf("PL", invent.digits(`${id} number`, 24)), name: `${currency} account` },
    openedAt: invent.day(`${id} opened`, 2012, 2022),
    ...{ currency, availableBalance: bookingBalance, bookingBalance, overdraftLimit: 0, bic, bankName, transactions },
  };
}

function transactionOf(accountId: string, index: number, currency: string, invent: Invention, now: Date) {
  const id = `${accountId}-${index}`;
  const isPaidIn = index === 1;
  const amount = invent.number(`${id} amount`, 1_000, 800_000);
  return {
    ...{ id, accountId, amount: isPaidIn ? amount : -amount, currency },
    title: isPaidIn ? "Salary" : invent.pick(`${id} title`, ["Card payment", "Rent", "Electricity", "Transfer"]),
    tradedAt: new Date(now.getTime() - index * 6 * 86_400_000).toISOString().slice(0, 10),
    status: "BOOKED",
    accountNumber: ibanOf("PL", invent.digits(`${id} other`, 24)),
  };
}
