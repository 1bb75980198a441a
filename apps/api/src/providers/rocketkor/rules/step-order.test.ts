import fc from "fast-check";
import { expect, it } from "vitest";
import { type StepName, stepNames } from "./step.ts";
import { messages, sample, steps, told, withSteps } from "./workflow-request.fixture.ts";
import { judgeWorkflowBody } from "./workflow-request.ts";

it("4. steps or a template are necessary", () => {
  expect(told({ title: "t", parameters: {} })).toEqual(["TEMPLATE_REFERENCE_MISSING steps"]);
});

it("6. of an unknown step the schema tells, and nothing that may be its fault is told", () => {
  const body = { ...sample, steps: [{ name: "notification" }, { name: "lookup-profil" }] };
  expect(told(body)).toEqual([]);
});

it("7. the first step is notification", () => {
  expect(told(withSteps("lookup-profile"))).toEqual(["STEP_DEPENDENCY_MISSING steps"]);
  expect(messages(withSteps("lookup-profile", "enhance-profile", "notification"))).toEqual([
    "steps.2.name must come before lookup-profile",
  ]);
});

it("8. the second step is customer-account or lookup-profile", () => {
  expect(told(withSteps("notification", "enhance-profile"))).toEqual(["STEP_DEPENDENCY_MISSING steps"]);
  expect(messages(withSteps("notification", "enhance-profile", "customer-account"))).toHaveLength(1);
});

it("9. there is one of customer-account and lookup-profile", () => {
  const message = "steps.2.name cannot be lookup-profile where customer-account is there too; leave one of them out";
  expect(messages(withSteps("notification", "customer-account", "lookup-profile"))).toEqual([message]);
});

it("10. there is one of financial-account and lookup-financial-account", () => {
  const body = withSteps(
    "notification",
    "lookup-profile",
    "lookup-financial-account",
    "financial-account",
    "move-money",
  );
  expect(told(body)).toEqual(["STEPS_MUTUALLY_EXCLUSIVE steps.3.name"]);
});

it("11. money moves from or to an account", () => {
  expect(told(withSteps("notification", "lookup-profile", "move-money"))).toEqual([
    "STEP_DEPENDENCY_MISSING steps.2.name",
  ]);
});

it("12. a new customer has no account that could be looked up", () => {
  expect(told(withSteps("notification", "customer-account", "lookup-financial-account"))).toEqual([
    "STEP_DEPENDENCY_MISSING steps.2.name",
  ]);
});

it("13. the order is fixed, and the step to move is named with its place", () => {
  const body = withSteps("notification", "move-money", "lookup-profile", "document-acceptance", "financial-account");
  expect(messages(body)).toEqual([
    "steps.1.name must come after document-acceptance",
    "steps.4.name must come after lookup-profile and before document-acceptance",
  ]);
  expect(messages(withSteps("notification", "enhance-profile", "lookup-profile", "financial-account"))).toEqual([
    "steps.2.name must come after notification and before enhance-profile",
  ]);
});

it("13. a step may be there once", () => {
  const body = withSteps("notification", "lookup-profile", "enhance-profile", "enhance-profile", "enhance-profile");
  expect(told(body)).toEqual(["STEP_DUPLICATED steps.3.name", "STEP_DUPLICATED steps.4.name"]);
});

it("14. two steps are enough", () => {
  expect(told(withSteps("notification", "lookup-profile"))).toEqual([]);
  expect(told(withSteps("notification", "customer-account"))).toEqual([]);
});

it("all that is wrong is told at once", () => {
  const body = { title: "t", parameters: { amount: 0 }, steps: steps("move-money", "enhance-profile", "move-money") };
  expect(new Set(told(body).map((each) => each.split(" ")[0]))).toEqual(
    new Set(["STEP_DEPENDENCY_MISSING", "STEP_DUPLICATED", "STEP_ORDER_INVALID", "AMOUNT_INVALID", "FIELD_REQUIRED"]),
  );
});

it("7-14. of all rows of steps exactly those are right that keep the five rules", () => {
  const isRight = (names: readonly StepName[]) => {
    const allowed =
      /^notification,(customer-account|lookup-profile)(,enhance-profile)?(,(lookup-)?financial-account)?(,document-acceptance)?(,move-money)?$/;
    const row = names.join(",");
    if (!allowed.test(row)) return false;
    if (row.includes("customer-account") && row.includes("lookup-financial-account")) return false;
    return !row.includes("move-money") || row.includes("financial-account");
  };
  const rows = fc.oneof(
    fc.subarray([...stepNames]),
    fc.array(fc.constantFrom(...stepNames), { minLength: 1, maxLength: 9 }),
  );
  fc.assert(
    fc.property(
      rows.filter((row) => row.length > 0),
      (names) => {
        const subtype = { financialAccountSubType: "DEBIT" };
        const body = withSteps(...names);
        const parameters = names.includes("financial-account") ? { ...body.parameters, ...subtype } : body.parameters;
        expect(judgeWorkflowBody({ ...body, parameters }).length === 0).toBe(isRight(names));
      },
    ),
    { numRuns: 500 },
  );
});
