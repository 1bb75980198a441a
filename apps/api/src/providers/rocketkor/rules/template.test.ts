import { Refusal } from "@understudy/domain";
import { expect, it } from "vitest";
import { demandActive, demandKnown, namesFor, type TemplateContent, templateStates } from "./template.ts";

const id = "0d5c7e52-9f1b-4a86-b3d7-6e2f8a1c4b90";
const refused = (act: () => void) => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
  }
  throw new Error("it was not refused");
};

it("a name is made of what the template is called, and then of its id too", () => {
  expect(namesFor("Send a rebate (US)", id)).toEqual([
    "send-a-rebate-us",
    "send-a-rebate-us-0d5c7e52",
    "send-a-rebate-us-0d5c7e52-9f1b-4a86-b3d7-6e2f8a1c4b90",
  ]);
  const first = (text: string) => namesFor(text, id)[0];
  expect(["Été 2026!", "  a_b  ", "返金", "…", "👋"].map(first)).toEqual([
    "ete-2026",
    "a-b",
    "返金",
    "template",
    "template",
  ]);
  for (const text of ["x".repeat(255), "𝒜".repeat(255), "𠮷".repeat(255), "a ".repeat(127), "ﷺ".repeat(255)])
    for (const name of namesFor(text, id)) {
      expect([...name].length).toBeLessThanOrEqual(100 + 1 + id.length);
      expect(name).toMatch(/^[^\s-]/);
      expect(name.isWellFormed()).toBe(true);
    }
});

it("nothing but an active template is used and updated", () => {
  for (const state of templateStates.filter((each) => each !== "ACTIVE")) {
    const refusal = refused(() => demandActive({ state }, "used", "templateName"));
    expect([refusal.code, refusal.details.codes]).toEqual(["wrong_state", ["TEMPLATE_NOT_ACTIVE"]]);
    expect(refusal.details.problems).toEqual([
      {
        ...{ field: "templateName", rule: "TEMPLATE_NOT_ACTIVE" },
        message: `names a template that is ${state}; only an ACTIVE one can be used`,
      },
    ]);
  }
  expect(() => demandActive({ state: "ACTIVE" }, "updated")).not.toThrow();
});

it("a payment reason that is decided is one that there is", () => {
  const content = (paymentReasonId?: unknown): TemplateContent => ({
    ...{ displayName: "x", description: null, customerMemo: null, defaultExpiryDays: null },
    steps: [
      { name: "notification", user: null, preDefined: null },
      { name: "move-money", user: null, preDefined: { paymentReasonId } },
    ],
  });
  for (const known of [undefined, "payment-of-rebates"]) expect(() => demandKnown(content(known))).not.toThrow();
  for (const unknown of ["", "constructor", "PAYMENT-OF-REBATES"])
    expect(refused(() => demandKnown(content(unknown))).details.problems).toEqual([
      {
        ...{ field: "definition.steps.1.input.preDefined.paymentReasonId", rule: "RESOURCE_NOT_FOUND" },
        message: "names no payment reason; GET /v1/payment-reasons lists them",
      },
    ]);
});
