import { expect, test } from "vitest";
import { judgeTemplateBody, judgeWorkflowBody } from "./workflow-request.ts";

const fieldsIn = (faults: readonly { field: string; rule: string }[]) =>
  faults.filter(({ rule }) => rule === "FIELD_UNKNOWN").map(({ field }) => field);

test.each(["expireIn", "expireInDays", "expiryInHours", "defaultExpiryDays", "definition"])(
  "a workflow's %s is told, because its expiry or its steps would be missed",
  (name) => {
    const steps = [{ name: "notification" }, { name: "customer-account" }];
    const body = { title: "Welcome", steps, parameters: { phoneNumber: "+16471234567" } };
    expect(judgeWorkflowBody(body)).toEqual([]);
    expect(fieldsIn(judgeWorkflowBody({ ...body, [name]: 2 }))).toEqual([name]);
  },
);

test.each(["expireIn", "expireInDays", "expireInHours", "expiryInHours", "steps"])("so is a template's %s", (name) => {
  const definition = { steps: [{ name: "notification" }, { name: "customer-account" }] };
  expect(judgeTemplateBody({ displayName: "Welcome", definition })).toEqual([]);
  expect(fieldsIn(judgeTemplateBody({ displayName: "Welcome", definition, [name]: 2 }))).toEqual([name]);
  expect(fieldsIn(judgeTemplateBody({ displayName: "Welcome", [name]: 2 }))).toEqual([name]);
});
