import { expect, it } from "vitest";
import { faultsOfMove, isInside, type Move } from "./account.ts";
import { businessAccount, customerAccount, monday } from "./transaction.fixture.ts";

const ach: Move = { transactionType: "SEND", solution: "ach", currency: "USD", now: monday };
const toCard: Move = { ...ach, solution: "push-to-card" };
const wire: Move = { ...ach, solution: "wire" };
const card = { type: "CARD", subtype: "DEBIT" } as const;
const home = { lines: ["1 Main Street"], city: "Detroit", stateCode: "MI", countryCode: "USA", postalCode: "48226" };

const business = businessAccount();
const customer = customerAccount();

it("finds nothing wrong with accounts that fit", () => {
  expect(faultsOfMove(ach, business, customer, "ACTIVE")).toEqual([]);
  expect(faultsOfMove(toCard, business, customerAccount(card), "ACTIVE")).toEqual([]);
  expect(faultsOfMove(toCard, business, customerAccount({ ...card, subtype: "CREDIT" }), "ACTIVE")).toEqual([]);
  expect(faultsOfMove(wire, business, customerAccount({ billingAddress: home }), "ACTIVE")).toEqual([]);
  expect(faultsOfMove(wire, business, customerAccount({ category: "INTERNAL" }), "ACTIVE")).toEqual([]);
  expect(faultsOfMove(ach, business, null, null)).toEqual([]);
});

it("30. takes an account of the business itself, and none that is suspended", () => {
  expect(faultsOfMove(ach, customer, null, null)).toMatchObject([
    {
      field: "baFinancialAccountId",
      rule: "RESOURCE_NOT_USABLE",
      message: "must be an account of the business itself",
    },
  ]);
  for (const state of ["SUSPENDED", "PENDING"] as const)
    expect(faultsOfMove(ach, businessAccount({ state }), customer, "ACTIVE")).toEqual([
      {
        field: "baFinancialAccountId",
        rule: "RESOURCE_NOT_USABLE",
        message: `is ${state}; only an ACTIVE account can be used`,
      },
    ]);
});

it("takes no account of a recipient, and none of a customer who is suspended", () => {
  const recipient = customerAccount({ accountHolderType: "RECIPIENT" });
  expect(faultsOfMove(ach, business, recipient, null)).toMatchObject([
    { field: "customerFinancialAccountId", rule: "RESOURCE_NOT_USABLE", message: "must be an account of a customer" },
  ]);
  expect(faultsOfMove(ach, business, customer, "SUSPENDED")).toMatchObject([
    { field: "customerFinancialAccountId", message: expect.stringContaining("a customer who is SUSPENDED") },
  ]);
});

it("reaches banks by ach and wire alone, and cards by pushing alone", () => {
  for (const solution of ["ach", "wire"] as const)
    expect(
      faultsOfMove({ ...ach, solution }, business, customerAccount({ ...card, billingAddress: home }), "ACTIVE"),
    ).toEqual([
      {
        field: "customerFinancialAccountId",
        rule: "SOLUTION_NOT_SUPPORTED",
        message: `is a card, which ${solution} cannot pay to; use push-to-card`,
      },
    ]);
  expect(faultsOfMove({ ...toCard, transactionType: "REQUEST" }, business, customer, "ACTIVE")).toMatchObject([
    { message: "is a bank account, which push-to-card cannot take from; use ach or wire" },
  ]);
  expect(faultsOfMove(ach, businessAccount({ type: "CARD" }), customer, "ACTIVE")).toMatchObject([
    { field: "baFinancialAccountId", rule: "SOLUTION_NOT_SUPPORTED" },
  ]);
});

it("wires to an account outside only with an address", () => {
  expect(faultsOfMove(wire, business, customer, "ACTIVE")).toMatchObject([
    { rule: "RESOURCE_NOT_USABLE", message: expect.stringContaining("billing address") },
  ]);
  expect([business, customer].map(isInside)).toEqual([true, false]);
});

it("takes a card to the end of its month, and not after", () => {
  const facts = { scheme: "visa", firstName: "John", middleName: null, lastName: "Doe" };
  const until = (expiry: string) =>
    faultsOfMove(toCard, business, customerAccount({ ...card, card: { ...facts, expiry } }), "ACTIVE");
  expect(until("2026-03")).toEqual([]);
  expect(until("2026-02")).toEqual([
    {
      field: "customerFinancialAccountId",
      rule: "RESOURCE_NOT_USABLE",
      message: "is a card that was good until 2026-02; it has expired, so add the new one",
    },
  ]);
});

it("tells all that is wrong, by the fields that the caller has", () => {
  const fields = { business: "debitFinancialAccountId", customer: "creditFinancialAccountId" };
  const suspended = customerAccount({ ...card, state: "SUSPENDED", currency: "CAD" });
  const faults = faultsOfMove(ach, businessAccount({ currency: "CAD" }), suspended, "SUSPENDED", fields);
  expect(faults.map(({ field, rule }) => `${field} ${rule}`)).toEqual([
    "debitFinancialAccountId CURRENCY_MISMATCH",
    "creditFinancialAccountId RESOURCE_NOT_USABLE",
    "creditFinancialAccountId RESOURCE_NOT_USABLE",
    "creditFinancialAccountId CURRENCY_MISMATCH",
    "creditFinancialAccountId SOLUTION_NOT_SUPPORTED",
  ]);
  expect(faults[0]?.message).toBe("is in CAD, but currency is USD");
});
