import { expect, test } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { type Filled, type Visitor, visit } from "./support/visitor.ts";
import { consent, rebate, startWorkflow, step } from "./support/workflows.ts";

const server = await testServer();
const world = await openSandbox(server);
const person = { firstName: "Jane", lastName: "Roe", email: "jane@example.com" };
const moved = expect.stringContaining("sent already");

const customers = async () => got(await world.api.listCustomers()).totalElements;

/** The same form twice at once: where that leads, in no order. */
async function twice(visitor: Visitor, form: Filled): Promise<readonly (string | null)[]> {
  const answers = await Promise.all([visitor.post(form), visitor.post(form)]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  return answers.map((answer) => answer.headers.get("location"));
}

const isMoved = (location: string | null) => location?.endsWith("?notice=moved");

test("a form that is sent twice at once counts once, and whoever sent it sees where the workflow stands", async () => {
  const { link } = await startWorkflow(world, [step.customer, step.documents(consent)]);
  const visitor = await visit(link);
  await visitor.send();
  const before = await customers();
  const sent = visitor.filled(person);
  expect((await twice(visitor, sent)).filter(isMoved)).toHaveLength(1);
  expect(await customers()).toBe(before + 1);
  expect(await visitor.send({}, sent)).toMatchObject({ status: 200, step: "document-acceptance", notices: [moved] });
  expect(await customers()).toBe(before + 1);
  expect((await visitor.reload()).notices).toEqual([]);
});

test("money moves once, however often it is confirmed", async () => {
  const { link, workflowId } = await startWorkflow(world, [{ name: "lookup-financial-account" }, step.money], {
    parameters: { ...rebate(world), customerFinancialAccountId: world.customerAccountId },
  });
  const visitor = await visit(link);
  await visitor.send();
  const sent = visitor.filled();
  expect((await twice(visitor, sent)).filter(isMoved)).toHaveLength(1);
  expect(await visitor.send({}, sent)).toMatchObject({ state: "completed", notices: [moved] });
  const { transaction_id } = got(await world.portal.getWorkflow({ path: { ...world.path, workflowId } }));
  const query = { transaction_id: String(transaction_id) };
  const all = got(await world.portal.listPostings({ path: world.path })).data;
  const own = got(await world.portal.listPostings({ path: world.path, query })).data;
  const { available } = got(
    await world.portal.getFinancialAccount({
      path: { ...world.path, financialAccountId: world.businessAccountId },
    }),
  ).balances;
  expect(own.length).toBeGreaterThan(0);
  expect(all.filter(({ kind }) => kind === "settle")).toHaveLength(1);
  expect(available).toBe("99743.75");
});

test("a payment that fails is tried once by a double click, and once more by another", async () => {
  const account = got(
    await world.api.createExternalCard({
      body: {
        ...{ name: "Empty", accountHolderId: world.customerId, accountHolderType: "CUSTOMER", subtype: "DEBIT" },
        card: { firstName: "John", lastName: "Doe", cardNumber: "4000000000009995", expiry: "2035-12" },
      },
    }),
  );
  const { link, workflowId } = await startWorkflow(world, [{ name: "lookup-financial-account" }, step.money], {
    parameters: { ...rebate(world), customerFinancialAccountId: account.id },
  });
  const attempt = async () =>
    got(await world.portal.getWorkflow({ path: { ...world.path, workflowId } })).transaction_id;
  const visitor = await visit(link);
  await visitor.send();
  const sent = visitor.filled();
  expect((await twice(visitor, sent)).filter(isMoved)).toHaveLength(1);
  const first = await attempt();
  expect(await visitor.send({}, sent)).toMatchObject({ step: "move-money", notices: [moved, expect.any(String)] });
  expect(await attempt()).toBe(first);
  await visitor.reload();
  await visitor.send();
  expect(await attempt()).not.toBe(first);
});

test("a second window that is behind changes nothing, and one without a step is told the same", async () => {
  const { link } = await startWorkflow(world, [step.customer, step.documents(consent)]);
  const [one, other] = [await visit(link), await visit(link)];
  await one.send();
  // Its introduction is still open.
  expect(await other.send()).toMatchObject({ status: 200, step: "customer-account", notices: [] });
  await one.send(person);
  const before = await customers();
  expect(await other.send({ ...person, firstName: "Mallory" })).toMatchObject({
    ...{ status: 200, step: "document-acceptance", notices: [moved] },
  });
  const nameless = one.filled({ [`accepted.${consent.documentId}`]: "true" });
  nameless.body.delete("_step");
  expect(await one.send({}, nameless)).toMatchObject({ step: "document-acceptance", notices: [moved] });
  expect(await customers()).toBe(before);
});

test("who declines twice has declined once", async () => {
  const { link, workflowId } = await startWorkflow(world, [step.customer]);
  const visitor = await visit(link);
  await visitor.open("?decline");
  const sent = visitor.filled({ reason: "NO_LONGER_NEEDED" });
  expect((await twice(visitor, sent)).filter(isMoved)).toHaveLength(1);
  expect(await visitor.send({}, sent)).toMatchObject({ status: 200, state: "declined", notices: [moved] });
  const { decline_reason } = got(await world.portal.getWorkflow({ path: { ...world.path, workflowId } }));
  expect(decline_reason).toBe("NO_LONGER_NEEDED");
});

test("who declines in a window that is behind is asked again", async () => {
  const { link } = await startWorkflow(world, [step.customer, step.documents(consent)]);
  const [one, other] = [await visit(link), await visit(link)];
  await one.send();
  await other.open("?decline");
  await one.send(person);
  expect(await other.send({ reason: "OTHER" })).toMatchObject({ step: "document-acceptance", notices: [moved] });
});
