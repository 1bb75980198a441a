import { expect, it } from "vitest";
import { judge } from "./judge.ts";

/** `<rule> <field>` of each fault. */
const told = (operationId: string, body: unknown) =>
  judge(operationId, body).map(({ rule, field }) => `${rule} ${field}`);

const person = {
  ...{ type: "INDIVIDUAL", firstName: "A", lastName: "B", primaryEmail: { value: "a@b.org" } },
  primaryPhoneNumber: { number: "+16471234567", type: "HOME" },
};

it("each operation has its own rules, and most have none", () => {
  expect(told("createLinxWorkflow", { parameters: {} })).toContain("TEMPLATE_REFERENCE_MISSING steps");
  for (const operation of ["createLinxTemplate", "updateLinxTemplate"])
    expect(told(operation, { definition: { steps: [{ name: "move-money" }] } })).not.toEqual([]);
  for (const operation of ["createCustomer", "updateCustomer"]) {
    expect(told(operation, person)).toEqual([]);
    expect(told(operation, { ...person, contacts: [] })).toEqual(["FIELD_UNKNOWN contacts"]);
  }
  expect(told("extendLinxWorkflow", {})).toEqual([]);
});

it("a date of birth is left to who knows the time", () => {
  expect(told("createCustomer", { ...person, dateOfBirth: "1984-02-29" })).toEqual([]);
});

it("numbers of accounts are judged where their form is right, which the schema tells", () => {
  const bank = (routingNo: unknown, currency?: string) =>
    told("createExternalBankAccount", { currency, bankAccount: { routingNo } });
  expect([bank("011000015"), bank("011000016"), bank("1"), bank(11000015), bank("011000016", "EUR")]).toEqual([
    ...[[], ["FIELD_INVALID bankAccount.routingNo"], [], [], []],
  ]);
  expect([bank("011000016", "CAD"), bank("111000025", "CAD")]).toEqual([[], ["FIELD_INVALID bankAccount.routingNo"]]);
  const card = (cardNumber: unknown) => told("createExternalCard", { card: { cardNumber } });
  expect([card("4111111111111111"), card("4111111111111112"), card("x"), card(null)]).toEqual([
    ...[[], ["FIELD_INVALID card.cardNumber"], [], []],
  ]);
});

it("is ready for anything", () => {
  const strange = [
    {},
    { type: 1 },
    { type: "BUSINESS", contacts: 5, addresses: [null, 1, "x", []] },
    { bankAccount: [], card: 1 },
  ];
  const operations = [
    "createLinxWorkflow",
    "createLinxTemplate",
    "createCustomer",
    "createExternalBankAccount",
    "createExternalCard",
  ];
  for (const operation of operations)
    for (const body of strange) {
      for (const { message } of judge(operation, body)) expect(message).not.toMatch(/undefined|\[object/);
    }
  expect(told("createCustomer", { ...person, phoneNumbers: [{ type: "HOME" }, { type: "HOME" }, 5, null] })).toEqual([
    "FIELD_INVALID phoneNumbers.1.type",
  ]);
});
