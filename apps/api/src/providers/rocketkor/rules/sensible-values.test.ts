import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeBankAccount, judgeCard } from "./account-entry.ts";
import { judgeAcceptance, judgeConfirmation, judgeCustomerAccount, judgeProfile } from "./profile.ts";
import { sensibleValues } from "./sensible-values.ts";
import { accountSubtypes, addressTypes, type Parameters, stepNames, type UserInputs } from "./step.ts";

/** All that a sandbox's clock can show; on the calendar's first day nobody has been born yet. */
const [first, last] = [new Date("0001-01-02T00:00:00.000Z"), new Date("9998-12-31T23:59:59.999Z")];
const dates = fc.oneof(
  fc.constantFrom(first, last, new Date("0040-03-01"), new Date("0096-02-29"), new Date("9995-12-31")),
  fc.date({ min: first, max: last, noInvalidDate: true }),
  fc.date({ min: new Date("1970-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }),
);
const names = fc.constantFrom(null, { firstName: "Zoë", lastName: "O'Łuczak" }, { firstName: "李", lastName: "雷" });
const known = fc.record({ name: names, now: dates });
const parameters: Parameters = { phoneNumber: "+16471234567" };
const asked = fc.record({
  personalInfo: fc.subarray(["salutation", "dateOfBirth"] as const),
  addresses: fc.subarray([...addressTypes]),
  phoneNumber: fc.subarray(["HOME", "WORK"] as const, { maxLength: 1 }),
});

test("a step without values gets some that it takes, whoever the customer is and whatever the day", () => {
  fc.assert(
    fc.property(known, asked, (facts, inputs: UserInputs) => {
      const person = judgeCustomerAccount(sensibleValues("customer-account", null, parameters, facts));
      expect(person).toMatchObject({ phoneNumber: parameters.phoneNumber });
      const profile = judgeProfile(inputs, sensibleValues("enhance-profile", inputs, parameters, facts), facts.now);
      expect(profile).not.toHaveProperty("problems");
    }),
  );
});

test("an account without values is one that approves, of the kind and currency that is asked for", () => {
  const subtypes = fc.constantFrom(...accountSubtypes);
  const currencies = fc.constantFrom("USD" as const, "CAD" as const);
  const kinds = fc.constantFrom("push-to-card" as const, "ach" as const, "wire" as const);
  fc.assert(
    fc.property(known, subtypes, currencies, kinds, (facts, financialAccountSubType, currency, solution) => {
      const all = { ...parameters, financialAccountSubType, currency, solution };
      const values = sensibleValues("financial-account", null, all, facts);
      const isCard = financialAccountSubType === "CREDIT" || financialAccountSubType === "DEBIT";
      const needs = { currency, needsAddress: solution === "wire" };
      const judged = isCard ? judgeCard(values, facts.now) : judgeBankAccount(values, needs);
      expect(judged).not.toHaveProperty("problems");
    }),
  );
});

test("documents are accepted and payments confirmed; steps of the system need nothing", () => {
  const facts = { name: null, now: new Date("2030-06-01T12:00:00.000Z") };
  const documents = [{ documentId: "fncl-privacy-policy", documentGroup: "rocket-financial" }];
  const accepted = judgeAcceptance(documents, sensibleValues("document-acceptance", { documents }, parameters, facts));
  expect(accepted).toEqual({ accepted: ["fncl-privacy-policy"] });
  expect(judgeConfirmation(sensibleValues("move-money", null, parameters, facts))).toEqual({ confirmed: true });
  for (const step of stepNames.filter((name) => /^(notification|lookup)/.test(name)))
    expect(sensibleValues(step, null, parameters, facts)).toEqual({});
});
