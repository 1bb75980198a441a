import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { journeysOf, look, payout } from "./support/journeys.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { resultIn } from "./support/send.ts";
import { onboarding, templatesOf } from "./support/templates.ts";
import { consent, step } from "./support/workflows.ts";

const server = await testServer();
const world = await openSandbox(server);
const { ask, begin, read, look: see, messages, events } = journeysOf(world);
const { make, revise } = templatesOf(world);
const { customerId, customerAccountId, businessAccountId, api } = world;

const hours = (count: number) => new Date(world.start.getTime() + count * 3_600_000).toISOString().replace("Z", "000Z");

describe("a workflow that was made", () => {
  it("46: has one id, called workflowId where it is made and id where it is read", async () => {
    const { workflowId } = (await ask(payout(world))).body;
    const detail = await read(workflowId);
    expect(detail.id).toBe(workflowId);
    expect(detail).not.toHaveProperty("workflowId");
    const { content } = got(await api.searchLinxWorkflows({ query: { search: workflowId } }));
    expect(content.map(({ id }) => id)).toEqual([workflowId]);
  });

  it("47: has steps by the ids that making it answered, in their order", async () => {
    const { workflowId, steps } = (await ask(payout(world))).body;
    const detail = await read(workflowId);
    expect(detail.steps.map(({ id, stepName }) => ({ stepName, stepId: id }))).toEqual(steps);
    expect(new Set(detail.steps.map(({ id }) => id)).size).toBe(4);
  });

  it("48: stands at a step counted from one", async () => {
    expect(await read(await begin(payout(world)))).toMatchObject({ currentStep: 4, status: "ACTIVE" });
    const parameters = { phoneNumber: "+16475550123" };
    const steps = [{ name: "notification" }, step.customer] as const;
    expect(await read(await begin({ title: "x", steps: [...steps], parameters }))).toMatchObject({ currentStep: 2 });
  });

  it("14: without anything for the customer to do waits for a confirmation at its last step", async () => {
    const parameters = { phoneNumber: "+16475550123", customerId };
    const workflowId = await begin({ title: "x", steps: [...look], parameters });
    const { currentStep, steps, email } = await read(workflowId);
    expect([currentStep, email]).toEqual([2, "john.doe@example.com"]);
    expect(steps.map(({ status }) => status)).toEqual(["COMPLETED", "ACTIVE"]);
    const withAccount = [...look, { name: "lookup-financial-account" } as const];
    const other = await begin({
      ...{ title: "x", steps: withAccount },
      parameters: { ...parameters, customerFinancialAccountId: customerAccountId },
    });
    expect((await read(other)).steps.map(({ status }) => status)).toEqual(["COMPLETED", "COMPLETED", "ACTIVE"]);
  });

  it("14: does at once what needs nobody, up to the first step that needs the customer", async () => {
    const workflowId = await begin({
      title: "x",
      steps: [...look, { name: "lookup-financial-account" }, step.documents(consent)],
      parameters: { phoneNumber: "+16475550123", customerId, customerFinancialAccountId: customerAccountId },
    });
    const { steps, financial_account_id, customer_id } = await see(workflowId);
    expect(steps.map(({ status }) => status)).toEqual(["COMPLETED", "COMPLETED", "COMPLETED", "ACTIVE"]);
    expect([financial_account_id, customer_id]).toEqual([customerAccountId, customerId]);
    expect((await events(workflowId)).length).toBe(3);
  });

  it("shows of each step what is known of it", async () => {
    const detail = await read(await begin(payout(world, { solution: "push-to-card" })));
    expect(detail.steps.map(({ data }) => data)).toEqual([
      { channel: "SMS", email: "john.doe@example.com", phoneNumber: "+16475550123" },
      { customerId, email: "john.doe@example.com", phoneNumber: "+16471234567" },
      { customerFinancialAccountId: customerAccountId, financialAccountSubType: "DEBIT" },
      {
        ...{ customerFinancialAccountName: "John's debit card", transactionType: "SEND", amount: "256.25" },
        ...{
          solution: "push-to-card",
          currency: "USD",
          priority: "IMMEDIATE",
          baFinancialAccountId: businessAccountId,
        },
        paymentReasonId: "payment-of-rebates",
      },
    ]);
  });

  it("37: is one of twenty that are made at once, each with its own ids, link, message and steps", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(payout(world))));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    const ids = answers.map(({ body }) => body.workflowId as string);
    const seen = await Promise.all(ids.map(see));
    const all = [...ids, ...seen.map(({ link }) => link), ...seen.flatMap(({ steps }) => steps.map(({ id }) => id))];
    expect(new Set(all).size).toBe(20 * (1 + 1 + 4));
    for (const { id, link } of seen)
      expect((await messages(id)).map(({ body }) => body.includes(link))).toEqual([true]);
  });
});

describe("from a template", () => {
  const parameters = { phoneNumber: "+16475550123" };
  const steps = [
    { name: "notification", input: { preDefined: { introductoryMessage: "From the template" } } },
    { name: "customer-account" },
    { name: "financial-account", input: { preDefined: { financialAccountSubType: "CHECKING" } } },
  ] as const;
  const definition = { steps: [...steps] };
  const start = async (json: object) => (await ask({ title: "x", parameters, ...json })).body.workflowId as string;

  it("39: has the steps of the newest version, and both its ids", async () => {
    const { templateId } = await make({ definition });
    const asked = { personalInfo: ["dateOfBirth" as const] };
    const asking = { name: "enhance-profile", input: { user: asked } } as const;
    const { templateVersionId: newest } = await revise(templateId, {
      definition: { steps: [steps[0], steps[1], asking] },
    });
    const { status, body } = await ask({ title: "x", templateId, parameters });
    expect([status, body.templateId, body.templateVersionId]).toEqual([201, templateId, newest]);
    expect(body.steps.map(({ stepName }: { stepName: string }) => stepName)).toEqual([
      "notification",
      "customer-account",
      "enhance-profile",
    ]);
    expect(await read(body.workflowId)).toMatchObject({ templateId, templateVersionId: newest });
  });

  it("40: expires by the request's hours, or else the template's days, or else the settings", async () => {
    const { templateId } = await make({ definition, defaultExpiryDays: 3 });
    expect((await read(await start({ templateId }))).expireAt).toBe(hours(72));
    expect((await read(await start({ templateId, expireInHours: 5 }))).expireAt).toBe(hours(5));
    const { templateId: without } = await make({ definition });
    expect((await read(await start({ templateId: without }))).expireAt).toBe(hours(2160));
  });

  it("40: shows the request's memo, or else the template's", async () => {
    const { templateId } = await make({ definition, customerMemo: "The template’s memo" });
    const memoOf = async (json: object) => {
      const { link } = await see(await start({ templateId, ...json }));
      return (await fetch(link)).text();
    };
    expect(await memoOf({})).toContain("The template’s memo");
    const own = await memoOf({ customerMemo: "The request’s memo" });
    expect(own).toContain("The request’s memo");
    expect(own).not.toContain("The template’s memo");
  });

  it("40: takes the request's parameters where both give one", async () => {
    const { templateId } = await make({ definition });
    const bodyOf = async (json: object) => (await messages(await start({ templateId, ...json })))[0]?.body;
    expect(await bodyOf({})).toMatch(/^From the template http/);
    const changed = { ...parameters, introductoryMessage: "From the request", financialAccountSubType: "DEBIT" };
    expect(await bodyOf({ parameters: changed })).toMatch(/^From the request http/);
    const { steps: read } = await see(await start({ templateId, parameters: changed }));
    expect(read[2]?.data).toMatchObject({ financialAccountSubType: "DEBIT" });
  });

  it("39: is judged as a whole: what neither gives is missing, and what both give has to fit", async () => {
    const preDefined = { transactionType: "SEND", solution: "wire", currency: "USD", description: "Rent" } as const;
    const { templateId } = await make({
      definition: { steps: [...steps, { name: "move-money", input: { preDefined } }] },
    });
    const refusal = async (more: object) => resultIn(await ask({ title: "x", templateId, parameters: more }));
    expect((await refusal({})).toSorted()).toEqual([
      "400 INVALID_REQUEST",
      "FIELD_REQUIRED parameters.amount",
      "FIELD_REQUIRED parameters.baFinancialAccountId",
      "FIELD_REQUIRED parameters.paymentReasonId",
      "FIELD_REQUIRED parameters.phoneNumber",
      "FIELD_REQUIRED parameters.priority",
    ]);
    const whole = {
      ...{ ...parameters, amount: 10, baFinancialAccountId: businessAccountId, priority: "SAME_DAY" },
      paymentReasonId: "payment-of-rebates",
    };
    expect((await ask({ title: "x", templateId, parameters: whole })).status).toBe(201);
    expect(await refusal({ ...whole, solution: "push-to-card" })).toEqual([
      "400 INVALID_REQUEST",
      "SOLUTION_NOT_SUPPORTED parameters.solution",
    ]);
    expect(await refusal({ ...whole, customerId })).toEqual([
      "400 INVALID_REQUEST",
      "PARAMETER_NOT_APPLICABLE parameters.customerId",
    ]);
    expect(await refusal({ ...whole, baFinancialAccountId: customerAccountId })).toEqual([
      "422 RESOURCE_NOT_FOUND",
      "RESOURCE_NOT_FOUND parameters.baFinancialAccountId",
    ]);
  });

  it("38: by a name that stands for the template's id", async () => {
    await make({ ...onboarding, name: "by-its-name" });
    const changes = { templateName: "by-its-name", parameters: { ...parameters, financialAccountSubType: "DEBIT" } };
    expect((await ask({ title: "x", ...changes })).status).toBe(201);
  });
});
