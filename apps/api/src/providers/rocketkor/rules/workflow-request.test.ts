import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parameterNames } from "./parameters.ts";
import { type Parameters, type StepName, stepNames } from "./step.ts";
import { sample, told, withParameters, withStep } from "./workflow-request.fixture.ts";
import { judgeWorkflowBody, workflowFrom } from "./workflow-request.ts";

it("the provider's own sample is right", () => {
  expect(judgeWorkflowBody(sample)).toEqual([]);
});

describe("what the schema tells is not told twice", () => {
  it.each([undefined, null, 7, "body", [], [[]]])("a body that is none: %j", (body) => {
    expect(judgeWorkflowBody(body).every(({ rule }) => rule === "TEMPLATE_REFERENCE_MISSING")).toBe(true);
  });

  it("3. 5. missing titles and parameters, and values of wrong types", () => {
    expect(told({ steps: sample.steps })).toEqual([]);
    expect(told({ ...sample, steps: "all", parameters: 7 })).toEqual([]);
    expect(told(withParameters({ phoneNumber: 7, amount: "12", solution: null, customerId: {} }))).toEqual([]);
    expect(told(withStep("enhance-profile", { inputs: 7 }))).toEqual([]);
    expect(told(withStep("enhance-profile", { inputs: { user: "me" } }))).toEqual([]);
    expect(told(withStep("enhance-profile", { inputs: { user: { phoneNumber: "HOME" } } }))).toEqual([]);
    const broken = [{ documentId: 7 }, "terms", null, { documentId: "fncl-privacy-policy" }];
    expect(told(withStep("document-acceptance", { inputs: { user: { documents: broken } } }))).toEqual([]);
  });

  it("no body at all can break the judgement, and every fault is a phrase", () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom(...stepNames, ...parameterNames, "PHYSICAL", "ach"));
    const step = fc.record({ name: value, inputs: fc.oneof(value, fc.record({ user: value })) });
    const body = fc.record(
      {
        title: value,
        templateId: value,
        steps: fc.oneof(value, fc.array(fc.oneof(step, value))),
        parameters: fc.oneof(value, fc.dictionary(fc.constantFrom(...parameterNames, "__proto__"), value)),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(body, (given) => {
        for (const { field, message } of judgeWorkflowBody(given)) {
          expect(field).toMatch(/^(steps|templateName|parameters)/);
          expect(message).toMatch(/^(must|cannot|is|needs|repeats|does|belongs) .*[^.]$/s);
        }
      }),
      { numRuns: 500 },
    );
  });
});

it("38. a template is named in one way, and has its own steps", () => {
  const parameters = { phoneNumber: "+16471234567" };
  expect(told({ title: "t", templateId: "t1", parameters })).toEqual([]);
  expect(told({ title: "t", templateName: "rebate", parameters })).toEqual([]);
  expect(told({ title: "t", templateId: "t1", templateName: "rebate", parameters })).toEqual([
    "TEMPLATE_REFERENCE_AMBIGUOUS templateName",
  ]);
  expect(told({ ...sample, templateId: "t1" })).toEqual(["TEMPLATE_REFERENCE_AMBIGUOUS steps"]);
});

it("what is wrong with any template is told before the template is known", () => {
  const parameters = { phoneNumber: "x", amount: 0, colour: "red" };
  expect(told({ title: "t", templateId: "t1", parameters }).toSorted()).toEqual([
    "AMOUNT_INVALID parameters.amount",
    "FIELD_INVALID parameters.phoneNumber",
    "FIELD_UNKNOWN parameters.colour",
  ]);
});

it("a request becomes what the rules go by", () => {
  const { parameters, ...request } = workflowFrom(sample as never);
  expect(request).toEqual({
    title: sample.title,
    customerMemo: sample.customerMemo,
    expireInHours: 48,
    steps: (sample.steps as { name: StepName; inputs?: { user: object } }[]).map(({ name, inputs }) => {
      return { name, user: inputs?.user ?? null };
    }),
  });
  expect(parameters).toEqual({ ...sample.parameters, priority: "IMMEDIATE" } as unknown as Parameters);
  expect(workflowFrom({ title: "t", parameters: {} })).toMatchObject({
    customerMemo: null,
    expireInHours: null,
    steps: [],
  });
});
