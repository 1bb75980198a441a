import { expect, it } from "vitest";
import { judge } from "./judge.ts";

const now = new Date("2030-06-01T12:00:00.000Z");
/** `<rule> <field>` of each fault. */
const told = (operationId: string, body: unknown) =>
  judge(operationId, body, now).map(({ rule, field }) => `${rule} ${field}`);

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

it("what lies in the past or not is judged by the sandbox's time", () => {
  const born = (dateOfBirth: string) => told("updateCustomer", { ...person, dateOfBirth });
  expect([born("2030-05-31"), born("2030-06-01")]).toEqual([[], ["FIELD_INVALID dateOfBirth"]]);
  const card = (expiry: string) => told("createExternalCard", { card: { cardNumber: "4111111111111111", expiry } });
  expect([card("2030-06"), card("2030-05")]).toEqual([[], ["FIELD_INVALID card.expiry"]]);
  const agreed = (respondedAt: string) => told("issueBankAccount", { acceptanceAgreements: [{ respondedAt }] });
  expect([agreed(now.toISOString()), agreed("2030-06-01T12:00:00.001Z")]).toEqual([
    ...[[], ["FIELD_INVALID acceptanceAgreements.0.respondedAt"]],
  ]);
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
    { bankAccount: [], card: 1, acceptanceAgreements: [null, { respondedAt: "x" }], metadata: [] },
  ];
  const operations = [
    "createLinxWorkflow",
    "createLinxTemplate",
    "createCustomer",
    "createExternalBankAccount",
    "createExternalCard",
    "issueBankAccount",
    "createTransaction",
  ];
  for (const operation of operations)
    for (const body of strange) {
      for (const { message } of judge(operation, body, now)) expect(message).not.toMatch(/undefined|\[object/);
    }
  expect(told("createCustomer", { ...person, phoneNumbers: [{ type: "HOME" }, { type: "HOME" }, 5, null] })).toEqual([
    "FIELD_INVALID phoneNumbers.1.type",
  ]);
});
