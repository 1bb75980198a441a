import { expect, test } from "vitest";
import { judgeBankAccount, judgeCard } from "./account-entry.ts";

const now = new Date("2030-06-01T12:00:00.000Z");
const told = (result: object) => {
  if (!("problems" in result)) return [];
  return (result.problems as { field: string; rule: string }[]).map(({ field, rule }) => `${rule} ${field}`);
};
const plain = { currency: "USD", needsAddress: false } as const;
const bank = {
  bankName: "Harbour Bank",
  routingNo: "011000015",
  accountNumber: "000123456789",
  nameOnAccount: "John Doe",
};
const card = { cardNumber: "4111111111111111", expiry: "2030-06", firstName: "John", lastName: "Doe" };

test("4.15 a bank account is read, and all that is wrong with it is told", () => {
  expect(judgeBankAccount(bank, plain)).toEqual({ ...bank, billingAddress: null });
  expect(told(judgeBankAccount({}, plain))).toEqual(Object.keys(bank).map((key) => `FIELD_REQUIRED ${key}`));
  const wrong = {
    bankName: "x",
    routingNo: "011000016",
    accountNumber: "12a4",
    nameOnAccount: "x".repeat(41),
    iban: "x",
  };
  expect(told(judgeBankAccount(wrong, plain))).toEqual([
    "FIELD_UNKNOWN iban",
    "FIELD_INVALID accountNumber",
    "FIELD_INVALID nameOnAccount",
    "FIELD_INVALID routingNo",
  ]);
});

test("a routing number is one of the currency's country", () => {
  const canadian = { ...bank, routingNo: "000100011" };
  expect(told(judgeBankAccount(canadian, { ...plain, currency: "CAD" }))).toEqual([]);
  expect(told(judgeBankAccount(canadian, plain))).toEqual(["FIELD_INVALID routingNo"]);
});

test("4.15 a wire needs a billing address, and nothing else takes one", () => {
  const wire = { ...plain, needsAddress: true };
  const billingAddress = { addressLine1: "1 Harbour Street", city: "Albany", stateCode: "ny", countryCode: "usa" };
  expect(judgeBankAccount({ ...bank, billingAddress }, wire)).toEqual({
    ...bank,
    billingAddress: {
      ...{ lines: ["1 Harbour Street"], city: "Albany", stateCode: "NY", countryCode: "USA", postalCode: null },
    },
  });
  expect(told(judgeBankAccount(bank, wire))).toEqual([
    "FIELD_REQUIRED billingAddress.addressLine1",
    "FIELD_REQUIRED billingAddress.city",
    "FIELD_REQUIRED billingAddress.countryCode",
  ]);
  expect(told(judgeBankAccount({ ...bank, billingAddress }, plain))).toEqual(["FIELD_UNKNOWN billingAddress"]);
});

test("4.15 a card is read as people write it, and all that is wrong with it is told", () => {
  expect(judgeCard({ ...card, cardNumber: "4111 1111-1111 1111" }, now)).toEqual(card);
  expect(told(judgeCard({}, now))).toEqual(Object.keys(card).map((key) => `FIELD_REQUIRED ${key}`));
  expect(told(judgeCard({ ...card, cardNumber: "4111111111111112", expiry: "2030-05", cvv: "1" }, now))).toEqual([
    "FIELD_UNKNOWN cvv",
    "FIELD_INVALID cardNumber",
    "FIELD_INVALID expiry",
  ]);
});

test("what is told of a card never repeats its number", () => {
  for (const cardNumber of ["4242424242424241", "4242 4242 4242 424x", "4242".repeat(9)])
    expect(JSON.stringify(judgeCard({ ...card, cardNumber }, now))).not.toContain("4242");
});
