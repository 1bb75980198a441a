import { expect, it } from "vitest";
import type { StepName } from "./step.ts";
import { messages, sample, steps, told, without, withParameters, withSteps } from "./workflow-request.fixture.ts";
import { workflowFrom } from "./workflow-request.ts";

it("20. the notification needs a telephone number, and one that can be called", () => {
  expect(told(without("phoneNumber"))).toEqual(["FIELD_REQUIRED parameters.phoneNumber"]);
  expect(told(withParameters({ phoneNumber: "call me" }))).toEqual(["FIELD_INVALID parameters.phoneNumber"]);
});

it("21. whatever is said of the channel, it is SMS", () => {
  expect(workflowFrom(without("channel") as never).parameters.channel).toBe("SMS");
});

it("22. lookup-profile needs a customer", () => {
  expect(told(without("customerId"))).toEqual(["FIELD_REQUIRED parameters.customerId"]);
});

it("23. financial-account needs a subtype", () => {
  const { steps, parameters } = withSteps("notification", "customer-account", "financial-account");
  const { financialAccountSubType: _, ...others } = parameters;
  expect(told({ steps, parameters: others })).toEqual(["FIELD_REQUIRED parameters.financialAccountSubType"]);
});

it("24. lookup-financial-account needs an account", () => {
  expect(told(without("customerFinancialAccountId"))).toEqual(["FIELD_REQUIRED parameters.customerFinancialAccountId"]);
});

it.each(["transactionType", "solution", "baFinancialAccountId", "currency", "amount", "paymentReasonId"])(
  "25. move-money needs %s",
  (name) => expect(told(without(name))).toEqual([`FIELD_REQUIRED parameters.${name}`]),
);

it("26. bank transfers need a priority, pushes to cards have theirs", () => {
  expect(told(withParameters({ solution: "ach" }))).toEqual(["FIELD_REQUIRED parameters.priority"]);
  expect(told(withParameters({ solution: "ach", priority: "NEXT_DAY" }))).toEqual([]);
  for (const body of [sample, withParameters({ priority: "NEXT_DAY" })]) {
    expect(told(body)).toEqual([]);
    expect(workflowFrom(body as never).parameters.priority).toBe("IMMEDIATE");
  }
});

it("27. a wire needs a description too", () => {
  expect(messages(withParameters({ solution: "wire" }))).toEqual([
    "parameters.priority is required where solution is wire",
    "parameters.description is required where solution is wire",
  ]);
  expect(told(withParameters({ solution: "wire", priority: "SAME_DAY", description: "Rent" }))).toEqual([]);
});

it("28. a memo is kept for a wire and otherwise left aside", () => {
  const memo = "No. 12";
  const wire = { solution: "wire", priority: "SAME_DAY", description: "Rent", memo };
  expect(told(withParameters({ memo }))).toEqual([]);
  expect(workflowFrom(withParameters({ memo }) as never).parameters).not.toHaveProperty("memo");
  expect(workflowFrom(withParameters(wire) as never).parameters).toMatchObject({ memo });
});

it.each([0, -1, 0.001, 256.255, 1e12, 0.1 + 0.2])("29. an amount of %d is refused", (amount) => {
  expect(told(withParameters({ amount }))).toEqual(["AMOUNT_INVALID parameters.amount"]);
});

it.each([0.01, 256, 256.25, 999_999_999.99])("29. an amount of %d is taken", (amount) => {
  expect(told(withParameters({ amount }))).toEqual([]);
});

it("unknown names are told, with what was meant", () => {
  expect(messages(withParameters({ ammount: 1, colour: "red" }))).toEqual([
    "parameters.ammount is no parameter of any step; did you mean `amount`?",
    "parameters.colour is no parameter of any step; leave it out",
  ]);
});

it("a parameter of a step that is not there is told", () => {
  const { steps, parameters } = withSteps("notification", "lookup-profile");
  expect(messages({ steps, parameters: { ...parameters, amount: 12 } })).toEqual([
    "parameters.amount is for move-money, which is not among the steps; leave it out",
  ]);
});

it("nothing is told to be left out that is for a step which is told to be added", () => {
  const judged = (...names: StepName[]) => told({ steps: steps(...names), parameters: sample.parameters });
  const elsewhere = ["customerFinancialAccountId", "customerId"].map(
    (name) => `PARAMETER_NOT_APPLICABLE parameters.${name}`,
  );
  expect(judged("lookup-profile", "lookup-financial-account", "move-money")).toEqual(["STEP_DEPENDENCY_MISSING steps"]);
  expect(judged("notification", "lookup-financial-account", "move-money")).toEqual(["STEP_DEPENDENCY_MISSING steps"]);
  expect(judged("notification", "lookup-profile", "move-money")).toEqual(["STEP_DEPENDENCY_MISSING steps.2.name"]);
  expect(judged("notification", "customer-account", "lookup-financial-account", "move-money")).toEqual([
    "STEP_DEPENDENCY_MISSING steps.2.name",
  ]);
  expect(judged("customer-account", "financial-account", "move-money").toSorted()).toEqual([
    "FIELD_REQUIRED parameters.financialAccountSubType",
    ...elsewhere,
    "STEP_DEPENDENCY_MISSING steps",
  ]);
});

it("the account that is to be added fits the solution", () => {
  const body = withSteps("notification", "lookup-profile", "financial-account", "move-money");
  const judged = (changes: object) => told({ ...body, parameters: { ...body.parameters, ...changes } });
  expect(judged({ financialAccountSubType: "CREDIT" })).toEqual([]);
  const refused = ["SOLUTION_NOT_SUPPORTED parameters.solution"];
  expect(judged({ financialAccountSubType: "CHECKING" })).toEqual(refused);
  expect(judged({ solution: "ach", priority: "SAME_DAY" })).toEqual(refused);
  expect(judged({ solution: "ach", priority: "SAME_DAY", financialAccountSubType: "SAVING" })).toEqual([]);
});
