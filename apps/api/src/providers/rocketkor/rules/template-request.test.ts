import { describe, expect, it } from "vitest";
import type { TemplateStep } from "./step.ts";
import { completed, judgeTemplateBody } from "./workflow-request.ts";

const template = (...steps: unknown[]) => ({ displayName: "Rebate", definition: { steps } });
const told = (...steps: unknown[]) =>
  judgeTemplateBody(template(...steps)).map(({ field, rule }) => `${rule} ${field}`);
const start = [{ name: "notification" }, { name: "lookup-profile" }];
const movement = (preDefined: unknown) => [
  ...start,
  { name: "financial-account", input: { preDefined: { financialAccountSubType: "DEBIT" } } },
  { name: "move-money", input: { preDefined } },
];

describe("a template", () => {
  it("keeps the rules of steps, spelled its own way", () => {
    expect(told(...start)).toEqual([]);
    expect(told(...start.toReversed())).toEqual(["STEP_ORDER_INVALID definition.steps.1.name"]);
    expect(told(...start, { name: "enhance-profile" })).toEqual(["FIELD_REQUIRED definition.steps.2.input.user"]);
    expect(told(...start, { name: "enhance-profile", inputs: { user: { addresses: ["MAILING"] } } })).toEqual([
      "FIELD_UNKNOWN definition.steps.2.inputs",
    ]);
    expect(told(...start, { name: "enhance-profile", input: { user: { addresses: ["MAILING"] } } })).toEqual([]);
  });

  it("42. presets nothing that belongs to one workflow", () => {
    const at = "definition.steps.3.input.preDefined";
    expect(told(...movement({ amount: 5, baFinancialAccountId: "b", solution: "push-to-card" })).toSorted()).toEqual([
      `PARAMETER_NOT_PRESETTABLE ${at}.amount`,
      `PARAMETER_NOT_PRESETTABLE ${at}.baFinancialAccountId`,
    ]);
    for (const name of ["phoneNumber", "customerId", "customerFinancialAccountId"])
      expect(told(...movement({ [name]: "x" }))).toEqual([`PARAMETER_NOT_PRESETTABLE ${at}.${name}`]);
  });

  it("presets what is known, where it belongs", () => {
    const at = "definition.steps.3.input.preDefined";
    expect(told(...movement({ soluton: "ach" }))).toEqual([`FIELD_UNKNOWN ${at}.soluton`]);
    expect(told(...movement({ channel: "SMS" }))).toEqual([`PARAMETER_NOT_APPLICABLE ${at}.channel`]);
    expect(told(...movement({ solution: "ach" }))).toEqual([`SOLUTION_NOT_SUPPORTED ${at}.solution`]);
  });

  it("need not preset what is required: the workflow may give it", () => {
    expect(told(...movement({}))).toEqual([]);
  });

  it.each([undefined, {}, { definition: 7 }, { definition: { steps: "all" } }])(
    "of no steps nothing is said: %j",
    (body) => {
      expect(judgeTemplateBody(body)).toEqual([]);
    },
  );
});

describe("a workflow from a template", () => {
  const steps: readonly TemplateStep[] = [
    { name: "notification", user: null, preDefined: { introductoryMessage: "Hello" } },
    { name: "lookup-profile", user: null, preDefined: null },
    { name: "enhance-profile", user: { phoneNumber: ["WORK"] }, preDefined: null },
    { name: "financial-account", user: null, preDefined: { financialAccountSubType: "CHECKING" } },
    { name: "move-money", user: null, preDefined: { solution: "ach", currency: "USD", transactionType: "SEND" } },
  ];
  const given = {
    phoneNumber: "+16471234567",
    customerId: "01ac41f3-86a3-4651-b043-c0fbc1e1adff",
    baFinancialAccountId: "31c6d624-6a0c-4049-b1f1-f3ea7d00ba35",
    amount: 12.5,
    priority: "SAME_DAY",
    paymentReasonId: "refunds",
  };
  const faults = (parameters: unknown) => {
    const result = completed(steps, parameters);
    return "problems" in result ? result.problems.map(({ field, rule }) => `${rule} ${field}`) : [];
  };

  it("has what the template has decided, and what the request adds", () => {
    expect(completed(steps, given)).toEqual({
      steps: steps.map(({ name, user }) => ({ name, user })),
      parameters: {
        ...given,
        ...{ channel: "SMS", introductoryMessage: "Hello", financialAccountSubType: "CHECKING" },
        ...{ solution: "ach", currency: "USD", transactionType: "SEND" },
      },
    });
  });

  it("40. follows the request where both decide (OD-13), but not where the request says nothing", () => {
    const parameters = { ...given, introductoryMessage: "Hi", currency: undefined };
    expect(completed(steps, parameters)).toMatchObject({ parameters: { introductoryMessage: "Hi", currency: "USD" } });
  });

  it("fails where neither gives what is required", () => {
    expect(faults({ ...given, priority: undefined, amount: undefined })).toEqual([
      "FIELD_REQUIRED parameters.amount",
      "FIELD_REQUIRED parameters.priority",
    ]);
  });

  it("fails where the request has what no step takes", () => {
    expect(faults({ ...given, customerFinancialAccountId: "x", personalInfo: [] }).toSorted()).toEqual([
      "FIELD_UNKNOWN parameters.personalInfo",
      "PARAMETER_NOT_APPLICABLE parameters.customerFinancialAccountId",
    ]);
  });

  it("fails where request and template do not fit each other", () => {
    expect(faults({ ...given, solution: "push-to-card" })).toEqual(["SOLUTION_NOT_SUPPORTED parameters.solution"]);
  });
});
