import { expect, it } from "vitest";
import { withSettings } from "./account-state.ts";
import { internal } from "./actor.ts";
import { type AccountHead, externalBankAccount, externalCard, insideAccount } from "./new-account.ts";

const now = new Date("2026-01-15T12:30:00.000Z");
const making = { id: "a", token: "fat_1", by: internal, now };
const head: AccountHead = { name: "n", currency: "USD", accountHolderId: "h", accountHolderType: "CUSTOMER" };
const card = { expiry: "2030-01", firstName: "A", middleName: null, lastName: "B", billingAddress: null };
const bank = {
  bankName: "Bank",
  routingNo: "011000015",
  nameOnAccount: null,
  businessName: null,
  billingAddress: null,
};

it("an account knows no number that it was made with", () => {
  const numbers = { card: "4000000000000002", bank: "00098765430002" };
  const accounts = [
    externalCard(head, { ...card, cardNumber: numbers.card }, making),
    externalBankAccount(head, { ...bank, accountNumber: numbers.bank }, making),
    insideAccount(head, { category: "INTERNAL", accountNumber: numbers.bank }, making),
  ];
  for (const account of accounts) {
    const text = JSON.stringify(account);
    expect([account.maskedNumber, account.tail]).toEqual(["******0002", "0002"]);
    for (const number of [numbers.card, numbers.bank, bank.routingNo]) expect(text).not.toContain(number);
  }
});

it("the number decides what becomes of money outside, and nothing does inside", () => {
  const outcomes = [
    externalCard(head, { ...card, cardNumber: "4000000000000002" }, making),
    externalBankAccount(head, { ...bank, accountNumber: "10009" }, making),
    insideAccount(head, { category: "INTEGRATED", accountNumber: "10009" }, making),
  ].map(({ outcome }) => outcome);
  expect(outcomes).toEqual(["decline", "insufficient_funds", "approve"]);
});

it("it is active, without parent and default unless that is said", () => {
  const { state, parentId, defaultFlag, subtype } = insideAccount(
    head,
    { category: "INTERNAL", accountNumber: "1" },
    making,
  );
  expect([state, parentId, defaultFlag, subtype]).toEqual(["ACTIVE", null, false, null]);
});

it("another state tells what it was and since when; the same one keeps its time", () => {
  const before = insideAccount(head, { category: "INTERNAL", accountNumber: "1" }, making);
  const later = new Date(now.getTime() + 1000);
  const same = withSettings(before, { state: "ACTIVE", outcome: "error" }, internal, later);
  expect([same.stateAt, same.previousState, same.outcome, same.updatedAt]).toEqual([now, null, "error", later]);
  const after = withSettings(before, { state: "PENDING", outcome: "approve" }, internal, later);
  expect([after.state, after.stateAt, after.previousState, after.previousStateAt]).toEqual([
    "PENDING",
    later,
    "ACTIVE",
    now,
  ]);
});
