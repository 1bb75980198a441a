import { expect, test } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { visit } from "./support/visitor.ts";
import { consent, type Parameters, rebate, startWorkflow, step } from "./support/workflows.ts";

const server = await testServer();
const world = await openSandbox(server);
const person = { firstName: "Jane", lastName: "Roe", email: "jane@example.com" };

const read = async (workflowId: string) => got(await world.api.getLinxWorkflow({ path: { workflowId } }));

test("55: a link that has expired in the middle says so, and takes nothing", async () => {
  const hours = { expireInHours: 2 };
  const { link, workflowId } = await startWorkflow(world, [step.customer, step.documents(consent)], hours);
  const visitor = await visit(link);
  await visitor.send();
  await visitor.send(person);
  const sent = visitor.filled({ [`accepted.${consent.documentId}`]: "true" });
  await world.advance("PT1H59M59S");
  expect(await visitor.reload()).toMatchObject({ status: 200, state: "step" });
  await world.advance("PT1S");
  expect(await visitor.send({}, sent)).toMatchObject({ status: 410, state: "expired", title: "This link has expired" });
  expect(await visitor.reload()).toMatchObject({ status: 410, state: "expired" });
  expect(visitor.shown.text).toContain("What you sent before stays with Harbour Trading.");
  expect(await visitor.open("?decline")).toMatchObject({ status: 410, state: "expired" });
  expect((await read(workflowId)).status).toBe("EXPIRED");
});

test("a link that was never begun expires too, and its start button starts nothing", async () => {
  const { link } = await startWorkflow(world, [step.customer], { expireInHours: 1 });
  const visitor = await visit(link);
  await world.advance("PT1H");
  expect(await visitor.send()).toMatchObject({ status: 410, state: "expired" });
  expect(visitor.shown.text).not.toContain("What you sent before");
});

test("a cancelled workflow's link shows that, and takes nothing", async () => {
  const { link, workflowId } = await startWorkflow(world, [step.customer]);
  const visitor = await visit(link);
  await visitor.send();
  const sent = visitor.filled(person);
  got(await world.api.cancelLinxWorkflow({ path: { workflowId } }));
  expect(await visitor.reload()).toMatchObject({ status: 200, state: "cancelled" });
  expect(await visitor.send({}, sent)).toMatchObject({ status: 410, title: "This request was cancelled" });
});

test.each(["DONT_KNOW_BUSINESS_SENDER", "INCORRECT_INFORMATION", "NO_LONGER_NEEDED", "OTHER"])(
  "57: whoever declines because of %s ends it there, and no money moves",
  async (reason) => {
    const parameters = { ...rebate(world), customerFinancialAccountId: world.customerAccountId };
    const asked = [{ name: "lookup-financial-account" as const }, step.money];
    const { link, workflowId } = await startWorkflow(world, asked, { parameters });
    const visitor = await visit(link);
    await visitor.send();
    const review = visitor.filled();
    await visitor.open("?decline");
    expect(await visitor.send({ reason })).toMatchObject({ status: 200, state: "declined" });
    expect(visitor.shown.title).toBe("You declined this request");
    expect(await visitor.send({}, review)).toMatchObject({ status: 410, state: "declined" });
    const { status, declineReason, steps } = await read(workflowId);
    expect([status, declineReason, steps.at(-1)?.status]).toEqual(["DECLINED", reason, "DECLINED"]);
    const { transaction_id } = got(await world.portal.getWorkflow({ path: { ...world.path, workflowId } }));
    expect(transaction_id).toBeNull();
  },
);

test("who goes back from declining goes on where they were, even before the introduction is over", async () => {
  const { link } = await startWorkflow(world, [step.customer]);
  const visitor = await visit(link);
  await visitor.open("?decline");
  expect(visitor.shown.html).toContain(">Go back</a>");
  expect(await visitor.reload()).toMatchObject({ state: "introduction" });
});

test("nobody's token and another sandbox's are the same to this one", async () => {
  const other = await openSandbox(server);
  const { link } = await startWorkflow(world, [step.customer]);
  const token = link.split("/").at(-1) ?? "";
  const foreign = link.replace(world.sandboxId, other.sandboxId);
  const [one, two] = [await visit(link.replace(token, "nobodys")), await visit(foreign)];
  expect(one.shown).toMatchObject({ status: 404, state: "unknown", title: "This link does not work" });
  expect(two.shown.html).toBe(one.shown.html);
  const sent = (await visit(link)).filled();
  const posted = await two.post({ ...sent, action: foreign });
  expect(posted.status).toBe(404);
  expect((await visit(link)).shown.state).toBe("introduction");
  for (const odd of ["%00", "%F0%9F%A6%8C", "x".repeat(4_000), "%E0%A4%A"])
    expect([odd, (await fetch(link.replace(token, odd))).status]).toEqual([odd, 404]);
  expect((await fetch(link.replace(world.sandboxId, "sbx_nobodys"))).status).toBe(404);
  expect((await fetch(link, { method: "PUT" })).status).toBe(405);
});

test.each([
  ["4000000000000002", "05 do not honor"],
  ["4000000000009995", "51 insufficient funds"],
  ["4000000000000119", "96 system malfunction"],
])("a payment to card %s fails at once, and may be tried again", async (cardNumber, reason) => {
  const parameters = { ...rebate(world), financialAccountSubType: "DEBIT" as const };
  const { link, workflowId } = await startWorkflow(world, [step.account, step.money], { parameters });
  const visitor = await visit(link);
  await visitor.send();
  await visitor.send({ cardNumber, expiry: "1235" });
  const failed = await visitor.send();
  expect(failed).toMatchObject({ status: 200, state: "step", step: "move-money", title: "Review and confirm" });
  expect(failed.notices).toEqual([expect.stringContaining(`no money was moved. The reason given: “${reason}”.`)]);
  expect((await read(workflowId)).status).toBe("ACTIVE");
  const { financial_account_id } = got(await world.portal.getWorkflow({ path: { ...world.path, workflowId } }));
  const path = { ...world.path, financialAccountId: String(financial_account_id) };
  got(await world.portal.setFinancialAccount({ path, body: { state: "ACTIVE", outcome: "approve" } }));
  expect(await visitor.send()).toMatchObject({ state: "completed", title: "All done" });
});

test("a payment for which an account may not be used any more is not made, and the customer may come back", async () => {
  const parameters = { ...rebate(world), financialAccountSubType: "DEBIT" as const };
  const { link } = await startWorkflow(world, [step.account, step.money], { parameters });
  const visitor = await visit(link);
  await visitor.send();
  await visitor.send({ cardNumber: "5555555555554444", expiry: "12/35" });
  const path = { ...world.path, financialAccountId: world.businessAccountId };
  got(await world.portal.setFinancialAccount({ path, body: { state: "SUSPENDED", outcome: "approve" } }));
  const refused = await visitor.send();
  expect(refused).toMatchObject({ status: 422, step: "move-money" });
  expect(refused.notices).toEqual([expect.stringContaining("cannot be made at the moment, and no money was moved")]);
  got(await world.portal.setFinancialAccount({ path, body: { state: "ACTIVE", outcome: "approve" } }));
  expect(await visitor.send()).toMatchObject({ state: "completed" });
});

test("a payment that a bank sends back later is told on the page of the finished workflow", async () => {
  const ach = { solution: "ach", priority: "NEXT_DAY", financialAccountSubType: "CHECKING" } as const;
  const { link } = await startWorkflow(world, [step.account, step.money], { parameters: { ...rebate(world), ...ach } });
  const visitor = await visit(link);
  await visitor.send();
  await visitor.send({ bankName: "Harbour Bank", routingNo: "021000021", accountNumber: "1234560002" });
  expect((await visitor.send()).known.Status).toMatch(/^On its way, expected by /);
  await world.advance("P5D");
  expect(await visitor.reload()).toMatchObject({ state: "completed", title: "The payment did not go through" });
  expect(visitor.shown.known.Status).toBe("Not carried out (“R02 account closed”). No money was moved");
});

/** A customer who has confirmed a payment to the card or account of the sandbox, and its transaction. */
async function paid(parameters: Partial<Parameters>) {
  const asked = [{ name: "lookup-financial-account" as const }, step.money];
  const { link, workflowId } = await startWorkflow(world, asked, { parameters: { ...rebate(world), ...parameters } });
  const visitor = await visit(link);
  await visitor.send();
  expect(await visitor.send()).toMatchObject({ state: "completed", title: "All done" });
  const { transaction_id } = got(await world.portal.getWorkflow({ path: { ...world.path, workflowId } }));
  return { visitor, transactionId: String(transaction_id) };
}

test("a payment that is reversed later is told too", async () => {
  const { visitor, transactionId } = await paid({ customerFinancialAccountId: world.customerAccountId });
  const path = { ...world.path, transactionId };
  got(await world.portal.reverseTransaction({ path, body: { reason: "DUPLICATE_PAYMENT" } }));
  expect((await visitor.reload()).known.Status).toMatch(/^Reversed on \w+day, .+: the money went back$/);
});

test("a payment that the business calls back is told too", async () => {
  const query = { accountHolderId: world.customerId, type: "BANK" } as const;
  const [account] = got(await world.api.listFinancialAccounts({ query })).content;
  const ach = { solution: "ach", priority: "NEXT_DAY" } as const;
  const { visitor, transactionId } = await paid({ ...ach, customerFinancialAccountId: account?.id });
  await world.api.cancelTransaction({ path: { transactionId } });
  expect((await visitor.reload()).known).toMatchObject({
    Status: "Cancelled by Harbour Trading. No money was moved",
    To: expect.stringMatching(/^Harbour Bank account ending in \d{4}$/),
  });
});
