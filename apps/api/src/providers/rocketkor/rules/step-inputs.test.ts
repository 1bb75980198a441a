import { expect, it } from "vitest";
import { messages, told, withStep } from "./workflow-request.fixture.ts";

const user = (given: unknown) => withStep("enhance-profile", { inputs: { user: given } });
const documents = (...given: unknown[]) => withStep("document-acceptance", { inputs: { user: { documents: given } } });

it("15. enhance-profile asks for at least one thing", () => {
  const required = ["FIELD_REQUIRED steps.2.inputs.user"];
  expect(told(withStep("enhance-profile", {}))).toEqual(required);
  expect(told(withStep("enhance-profile", { inputs: {} }))).toEqual(required);
  expect(told(user({}))).toEqual(required);
  expect(told(user({ personalInfo: [], addresses: [] }))).toEqual(required);
  expect(messages(user({}))).toEqual([
    "steps.2.inputs.user must hold at least one of personalInfo, addresses and phoneNumber for enhance-profile",
  ]);
});

it("15. a slip in the name of the inputs is told", () => {
  expect(messages(withStep("enhance-profile", { input: { user: { personalInfo: ["salutation"] } } }))).toEqual([
    "steps.2.input is not known here; did you mean `inputs`?",
  ]);
  expect(messages(user({ personalInfo: ["salutation"], address: ["SHIPPING"] }))).toEqual([
    "steps.2.inputs.user.address is not known to enhance-profile; did you mean `addresses`?",
  ]);
});

it("16. one thing is enough", () => {
  for (const one of [{ personalInfo: ["dateOfBirth"] }, { addresses: ["MAILING"] }, { phoneNumber: ["WORK"] }])
    expect(told(user(one))).toEqual([]);
});

it("17. one telephone number is asked for, not two", () => {
  expect(told(user({ phoneNumber: ["HOME", "WORK"] }))).toEqual(["FIELD_INVALID steps.2.inputs.user.phoneNumber"]);
});

it("nothing is asked for twice", () => {
  expect(told(user({ addresses: ["MAILING", "MAILING"] }))).toEqual(["FIELD_INVALID steps.2.inputs.user.addresses"]);
});

it("18. document-acceptance has documents", () => {
  const required = ["FIELD_REQUIRED steps.4.inputs.user"];
  expect(told(withStep("document-acceptance", {}))).toEqual(required);
  expect(told(documents())).toEqual(required);
});

it("19. a document that there is not, or in another group, is refused", () => {
  const [consent, group] = ["ebt-communication-consent", "bank-accounts"];
  const at = "steps.4.inputs.user.documents.0";
  expect(told(documents({ documentId: "terms", documentGroup: group }))).toEqual([`DOCUMENT_UNKNOWN ${at}.documentId`]);
  expect(messages(documents({ documentId: consent, documentGroup: "rocket-financial" }))).toEqual([
    `${at}.documentGroup must be bank-accounts for ebt-communication-consent`,
  ]);
  const document = { documentId: consent, documentGroup: group };
  expect(told(documents(document, document))).toEqual(["FIELD_INVALID steps.4.inputs.user.documents.1.documentId"]);
});

it("a step that asks for nothing takes no inputs", () => {
  expect(told(withStep("move-money", { inputs: { user: { personalInfo: ["salutation"] } } }))).toEqual([
    "FIELD_UNKNOWN steps.5.inputs.user.personalInfo",
  ]);
  expect(told(withStep("move-money", { inputs: { preDefined: {}, amount: 1 } }))).toEqual([
    "FIELD_UNKNOWN steps.5.inputs.preDefined",
    "FIELD_UNKNOWN steps.5.inputs.amount",
  ]);
  for (const inputs of [undefined, {}, { user: {} }]) expect(told(withStep("move-money", { inputs }))).toEqual([]);
});
