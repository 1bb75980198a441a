import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { texts } from "../pages/texts.ts";
import { journeysOf, look, payout } from "./support/journeys.ts";
import { moneyOf, paymentIn } from "./support/money.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { refusalIn, resultIn } from "./support/send.ts";
import { visit } from "./support/visitor.ts";
import { startWorkflow, step } from "./support/workflows.ts";

const server = await testServer();

async function opened() {
  const world = await openSandbox(server);
  return { ...world, world, ...journeysOf(world), ...moneyOf(world) };
}

describe("57: a confirmation that failed", () => {
  it("stands in the step with its transaction, until another one takes its place", async () => {
    const { world, begin, complete, read, set, customerAccountId, look: see } = await opened();
    await set(customerAccountId, { outcome: "decline" });
    const id = await begin(payout(world));
    const shown = async () => {
      const { steps, currentStep } = await read(id);
      return [currentStep, steps.at(-1)?.status, steps.at(-1)?.data.transactionId];
    };
    expect((await shown()).at(-1)).toBeUndefined();
    const { transaction_id: first } = got(await complete(id));
    expect(await shown()).toEqual([4, "ACTIVE", first]);
    expect((await read(id)).steps.at(-1)?.data).toMatchObject({
      ...{ customerFinancialAccountId: customerAccountId, amount: "256.25", solution: "push-to-card" },
    });
    expect((await see(id)).steps.at(-1)?.data).toMatchObject({ transactionId: first });
    await set(customerAccountId, { outcome: "approve" });
    const { transaction_id: second } = got(await complete(id));
    expect([await shown(), second === first]).toEqual([[4, "COMPLETED", second], false]);
  });

  it("stays there where the customer then declines", async () => {
    const { world, begin, complete, decline, read, set, customerAccountId } = await opened();
    await set(customerAccountId, { outcome: "error" });
    const id = await begin(payout(world));
    const { transaction_id: transactionId } = got(await complete(id));
    got(await decline(id));
    expect((await read(id)).steps.at(-1)).toMatchObject({ status: "DECLINED", data: { transactionId } });
  });
});

describe("59: a customer who comes about on the way", () => {
  it("is named by the notification from then on", async () => {
    const { begin, complete, read } = await opened();
    const id = await begin({
      title: "Open an account",
      steps: [{ name: "notification" }, step.customer, step.profile({ personalInfo: ["salutation"] })],
      parameters: { phoneNumber: "+16475550123" },
    });
    const notification = async () => (await read(id)).steps[0];
    const before = await notification();
    expect(before?.data).toEqual({ channel: "SMS", phoneNumber: "+16475550123" });
    const email = "jane@example.com";
    got(await complete(id, { firstName: "Jane", lastName: "Roe", email }));
    expect(await notification()).toEqual({ ...before, data: { ...before?.data, email } });
    expect((await read(id)).email).toBe(email);
  });
});

describe("a customer who is suspended on the way", () => {
  const adding = { financialAccountSubType: "CHECKING" } as const;

  it("gets no account by a test's word either", async () => {
    const { world, begin, complete, finish, read, api, customerId, send } = await opened();
    const id = await begin({
      title: "Add an account",
      steps: [...look, step.account],
      parameters: { phoneNumber: "+16475550123", customerId, ...adding },
    });
    await send("PUT", `/v1/customers/${customerId}/suspend`);
    const accounts = async () => got(await api.listFinancialAccounts({ query: {} })).totalElements;
    const before = await accounts();
    const { error, response } = await complete(id);
    expect([response.status, error]).toMatchObject([
      400,
      {
        detail: "John Doe is SUSPENDED: only an ACTIVE customer can have another account.",
        errors: [{ field: "customerId", rule: "RESOURCE_NOT_USABLE" }],
      },
    ]);
    expect((await finish(id)).response.status).toBe(400);
    expect([(await read(id)).steps.at(-1)?.status, await accounts()]).toEqual(["ACTIVE", before]);
    got(await world.portal.setCustomerStatus({ path: { ...world.path, customerId }, body: { status: "ACTIVE" } }));
    expect(got(await complete(id)).status).toBe("COMPLETED");
  });

  it("reads on the page that it cannot be done now", async () => {
    const { world, customerId, send } = await opened();
    const visitor = await visit((await startWorkflow(world, [step.account], { parameters: adding })).link);
    await visitor.send();
    await send("PUT", `/v1/customers/${customerId}/suspend`);
    const bank = { bankName: "Harbour Bank", routingNo: "021000021", accountNumber: "987650001234" };
    const shown = await visitor.send({ ...bank, nameOnAccount: "John Doe" });
    expect([shown.status, shown.state]).toEqual([422, "step"]);
    expect(shown.notices).toEqual([texts.notices.notAdded("Harbour Trading")]);
  });
});

describe("a card that has expired", () => {
  const told = (field: string) => ["422 RESOURCE_NOT_USABLE", `RESOURCE_NOT_USABLE ${field}`];

  it("moves no money, from the first moment of the month after its last one", async () => {
    const { world, api, ask, askToPay, customerId, goTo } = await opened();
    const { id } = got(
      await api.createExternalCard({
        body: {
          ...{ name: "Old card", accountHolderType: "CUSTOMER", accountHolderId: customerId, subtype: "DEBIT" },
          card: { firstName: "John", lastName: "Doe", cardNumber: "4111111111111111", expiry: "2030-02" },
        },
      }),
    );
    const payment = { ...paymentIn(world), creditFinancialAccountId: id };
    await goTo("2030-02-28T23:59:59.999Z");
    expect((await askToPay(payment)).status).toBe(201);
    const begun = await ask(payout(world, { customerFinancialAccountId: id }));
    expect(begun.status).toBe(201);
    await goTo("2030-03-01T00:00:00Z");
    expect(refusalIn(await askToPay(payment))).toEqual(told("creditFinancialAccountId"));
    expect(resultIn(await ask(payout(world, { customerFinancialAccountId: id })))).toEqual(
      told("parameters.customerFinancialAccountId"),
    );
    const { error, response } = await world.portal.completeStep({
      path: { ...world.path, workflowId: begun.body.workflowId },
      body: {},
    });
    expect([response.status, error?.detail]).toEqual([400, expect.stringContaining("was good until 2030-02")]);
  });
});
