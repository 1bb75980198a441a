import { expect, it } from "vitest";
import type { Step, StepOf } from "../definition.ts";
import { at, definition, end, sceneOf, start } from "../turn.fixture.ts";
import { answerOf } from "./answer.ts";
import { banks } from "./bank-account.ts";

type Answering = StepOf<"form" | "id_verification" | "bank_account">;

function answer(step: Step, values: Record<string, unknown>, parameters = {}) {
  const world = start(definition({ a: step, z: end }), { parameters });
  const answered = answerOf(step as Answering, values, sceneOf(world), at(0));
  if ("output" in answered) return answered.output;
  return answered.problems.map(({ field, rule }) => [field, rule]);
}

const id: Step = {
  type: "id_verification",
  checks: ["document", "selfie"],
  input: { firstName: "$.parameters.name" },
  next: "z",
};
const bank: Step = { type: "bank_account", flow: "redirect", next: "z" };
const document = (documentNumber: unknown) => ({ documentType: "passport", documentNumber });

it("keeps the values of a form, or tells what they break", () => {
  const label = { en: "E-mail" };
  const form: Step = {
    type: "form",
    fields: [{ key: "email", type: "email", label, validate: { required: true } }],
    next: "z",
  };
  expect(answer(form, { email: " a@b.pl " })).toEqual({ email: "a@b.pl" });
  expect(answer(form, { mail: "x" })).toEqual([
    ["email", "required"],
    ["mail", "unknown"],
  ]);
});

it.each([
  ["xk 48-15000", "FAILED", "REJECTED"],
  ["XK4815001", "COMPLETED_WITH_ERRORS", "APPROVED_WITH_REMARKS"],
  ["XK4815162", "COMPLETED", "APPROVED"],
])("verifies the document %s: %s", (number, state, status) => {
  expect(answer(id, document(number))).toMatchObject({ state, kycVerification: { status } });
});

it("verifies the person of whom the step was told, and else one that belongs to the document", () => {
  expect(answer(id, document("XK1"), { name: "Olena" })).toMatchObject({
    identityVerification: { firstName: "Olena" },
  });
  expect(answer(id, document("XK1"))).toEqual(answer(id, document("xk1")));
  expect(answer(id, document("XK1"))).not.toEqual(answer(id, document("XK2")));
});

it("tells what a document lacks", () => {
  expect(answer(id, {})).toEqual([
    ["documentType", "option"],
    ["documentNumber", "required"],
  ]);
  expect(answer(id, { ...document("ä"), state: "COMPLETED" })).toEqual([
    ["documentNumber", "pattern"],
    ["state", "unknown"],
  ]);
});

it.each([
  ["not_listed", { status: "OMITTED", code: "bank.notFound" }],
  ["My bank is not listed", { status: "OMITTED", code: "bank.notFound" }],
  ["Sleepy Bank", { status: "TIMEDOUT", code: "user.idle" }],
])("comes to no accounts with %s", (chosen, output) => {
  expect(answer(bank, { bank: chosen })).toEqual(output);
});

it("shows the client and the accounts of every other bank, the same at each time", () => {
  for (const { id: chosen, bic } of banks.slice(0, 3)) {
    const output = answer(bank, { bank: chosen });
    expect(output).toMatchObject({
      status: "COMPLETE",
      accounts: [
        { bic, currency: "PLN" },
        { bic, currency: "EUR" },
      ],
    });
    expect(answer(bank, { bank: chosen })).toEqual(output);
  }
});

it("refuses a bank that is not on the list", () => {
  expect(answer(bank, { bank: "constructor", iban: "x" })).toEqual([
    ["bank", "option"],
    ["iban", "unknown"],
  ]);
});
