import { expect, test } from "vitest";
import { testBrowser } from "../../../../testing/browser.ts";
import { testServer } from "../../../../testing/server.ts";
import { texts } from "../../pages/texts.ts";
import { journeysOf } from "../support/journeys.ts";
import { moneyOf } from "../support/money.ts";
import { got, openSandbox } from "../support/sandbox.ts";
import { type Parameters, rebate, type Steps, startWorkflow, step } from "../support/workflows.ts";
import { look } from "./looking.ts";
import { card, personAt } from "./person.ts";

const server = await testServer();
const world = await openSandbox(server);
const browser = await testBrowser();
const journeys = journeysOf(world);
const money = moneyOf(world);

/** Somebody at the first step of a payment of so much. */
async function paying(first: Steps[number], changes: Partial<Parameters>) {
  const parameters = { ...rebate(world), ...changes };
  const { workflowId, link } = await startWorkflow(world, [first, step.money], { parameters });
  const page = await browser.visit({ device: "phone" });
  const person = personAt(page);
  await page.goto(link);
  await person.start();
  return {
    ...{ ...person, page, workflowId },
    attempt: async () => String((await journeys.look(workflowId)).transaction_id),
  };
}

const known = { name: "lookup-financial-account" } as const;

test("a card that declines is told with the reason, and may be tried again", async () => {
  const visitor = await paying(step.account, { financialAccountSubType: "DEBIT" });
  const { page, addCard, send, title, notice, attempt, workflowId } = visitor;
  await addCard({ ...card, number: "4000 0000 0000 0002" });
  await send(texts.account.button);
  const confirm = texts.review.button("$256.25");
  expect(await send(confirm)).toBe(200);
  expect([await title(), await notice()]).toEqual([texts.review.title, texts.notices.failed("05 do not honor")]);
  expect(await page.locator(":focus").getAttribute("role")).toBe("status");
  await look(page, "failed-declined");
  const first = await attempt();
  expect((await money.transactionOf(first)).latestStatus?.status).toBe("DECLINED");
  const { status, steps } = await journeys.read(workflowId);
  expect([status, steps.at(-1)?.status]).toEqual(["ACTIVE", "ACTIVE"]);

  await send(confirm);
  expect(await title()).toBe(texts.review.title);
  const [second, { financial_account_id }] = [await attempt(), await journeys.look(workflowId)];
  expect(second).not.toBe(first);
  await money.set(String(financial_account_id), { outcome: "approve" });
  await send(confirm);
  expect(await title()).toBe(texts.done.title);
  expect(await money.balanceOf(world.businessAccountId)).toBe("99743.75 0.00");
});

test("a card with too little money is charged once there is enough", async () => {
  const before = (await money.balanceOf(world.businessAccountId)).split(" ")[0];
  const { customerAccountId } = world;
  const request = {
    transactionType: "REQUEST",
    amount: 12_000,
    customerFinancialAccountId: customerAccountId,
  } as const;
  const { send, title, notice, attempt } = await paying(known, request);
  const confirm = texts.review.button("$12,000.00");
  await send(confirm);
  expect([await title(), await notice()]).toEqual([texts.review.title, texts.notices.failed("51 insufficient funds")]);
  expect(await money.balanceOf(customerAccountId)).toBe("10000.00 0.00");
  got(await money.adjust(customerAccountId, "2000.01"));
  await send(confirm);
  expect(await title()).toBe(texts.done.title);
  expect(await money.statusesOf(await attempt())).toEqual(["NEW", "PENDING", "PROCESSING", "APPROVED", "CLEARED"]);
  expect(await money.balanceOf(customerAccountId)).toBe("0.01 0.00");
  expect(await money.balanceOf(world.businessAccountId)).toBe(`${Number(before) + 12_000} 0.00`);
});

test("an account of the business with too little money pays once there is enough", async () => {
  const baFinancialAccountId = await money.open("100.00");
  const rest = { baFinancialAccountId, customerFinancialAccountId: world.customerAccountId };
  const { page, send, title, notice } = await paying(known, rest);
  const confirm = texts.review.button("$256.25");
  await send(confirm);
  expect(await title()).toBe(texts.review.title);
  expect(await notice()).toBe(texts.notices.unusable("Harbour Trading"));
  await look(page, "failed-insufficient");
  expect(await money.balanceOf(baFinancialAccountId)).toBe("100.00 0.00");
  got(await money.adjust(baFinancialAccountId, "156.25"));
  await send(confirm);
  expect(await title()).toBe(texts.done.title);
  expect(await money.balanceOf(baFinancialAccountId)).toBe("0.00 0.00");
});
