import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { journeysOf, payout } from "./support/journeys.ts";
import { moneyOf, paymentIn, toBank } from "./support/money.ts";
import { got, nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn, resultIn, withoutTrace } from "./support/send.ts";

const server = await testServer();
const [own, other] = [await openSandbox(server), await openSandbox(server)];
for (const world of [own, other]) await world.goTo("2027-01-14T15:00:00Z");
const [mine, theirs] = [journeysOf(own), journeysOf(other)];
const [money, theirMoney] = [moneyOf(own), moneyOf(other)];

it("51: a stranger's object is a 404, the same to the byte as what is not there, and stays as it is", async () => {
  const workflowId = await theirs.begin(payout(other));
  const { id: transactionId } = await theirMoney.pay({ ...paymentIn(other), ...toBank(other) });
  const before = [await theirs.read(workflowId), await theirMoney.transactionOf(transactionId)];
  const routes = [
    ["GET", "/v2/linx/workflows/{id}", workflowId],
    ["GET", "/v2/linx/workflows/{id}/notifications/history", workflowId],
    ["POST", "/v2/linx/workflows/{id}/notifications/resend", workflowId],
    ["PUT", "/v2/linx/workflows/{id}/cancel", workflowId],
    ["PUT", "/v2/linx/workflows/{id}/extend", workflowId, { expireInHours: 5 }],
    ["GET", "/v1/transactions/{id}", transactionId],
    ["GET", "/v1/transactions/{id}/statuses", transactionId],
    ["DELETE", "/v1/transactions/{id}", transactionId],
    ["GET", "/v1/customers/{id}", other.customerId],
    ["PUT", "/v1/customers/{id}/suspend", other.customerId],
    ["GET", "/v1/financial-accounts/{id}", other.customerAccountId],
    ["GET", "/v1/financial-accounts/{id}?embed=balances", other.businessAccountId],
  ] as const;
  for (const [method, path, id, json] of routes) {
    const [foreign, none] = await Promise.all(
      [id, nobodys].map((each) => own.send(method, path.replace("{id}", each), { json })),
    );
    if (!foreign || !none) throw new Error("nothing was answered");
    expect(refusalIn(foreign)).toEqual(["404 RESOURCE_NOT_FOUND"]);
    expect(withoutTrace(foreign).replaceAll(id, "")).toBe(withoutTrace(none).replaceAll(nobodys, ""));
  }
  expect([await theirs.read(workflowId), await theirMoney.transactionOf(transactionId)]).toEqual(before);
});

it("22, 24, 30: a stranger's ids cannot be named in a workflow, and look like ids of nothing", async () => {
  const foreign = {
    customerId: other.customerId,
    customerFinancialAccountId: other.customerAccountId,
    baFinancialAccountId: other.businessAccountId,
  };
  for (const [name, id] of Object.entries(foreign)) {
    const [refused, none] = [
      await mine.ask(payout(own, { [name]: id })),
      await mine.ask(payout(own, { [name]: nobodys })),
    ];
    expect(resultIn(refused)).toEqual(["422 RESOURCE_NOT_FOUND", `RESOURCE_NOT_FOUND parameters.${name}`]);
    expect(withoutTrace(refused)).toBe(withoutTrace(none));
  }
  expect(resultIn(await mine.ask(payout(own, foreign)))[0]).toBe("422 RESOURCE_NOT_FOUND");
  expect(got(await own.api.searchLinxWorkflows()).totalElements).toBe(0);
});

it("38: nor a stranger's template", async () => {
  const { templateId } = got(
    await other.api.createLinxTemplate({
      body: {
        ...{ name: "theirs", displayName: "Theirs" },
        definition: { steps: [{ name: "notification" }, { name: "customer-account" }] },
      },
    }),
  );
  const parameters = { phoneNumber: "+16475550123" };
  for (const [name, value, nothing] of [
    ["templateId", templateId, nobodys],
    ["templateName", "theirs", "nobody's"],
  ] as const) {
    const [refused, none] = [
      await mine.ask({ title: "x", parameters, [name]: value }),
      await mine.ask({ title: "x", parameters, [name]: nothing }),
    ];
    expect(resultIn(refused)).toEqual(["422 RESOURCE_NOT_FOUND", `RESOURCE_NOT_FOUND ${name}`]);
    expect(withoutTrace(refused)).toBe(withoutTrace(none));
  }
});

it("30: money does not go from one sandbox to another", async () => {
  const before = await money.balanceOf(own.businessAccountId);
  for (const [name, id] of [
    ["debitFinancialAccountId", other.businessAccountId],
    ["creditFinancialAccountId", other.customerAccountId],
  ] as const)
    expect(refusalIn(await money.askToPay({ ...paymentIn(own), [name]: id }))).toEqual([
      "422 RESOURCE_NOT_FOUND",
      `RESOURCE_NOT_FOUND ${name}`,
    ]);
  expect(await money.balanceOf(own.businessAccountId)).toBe(before);
  const { content } = got(await own.api.listFinancialAccounts({ query: { accountHolderId: other.customerId } }));
  expect(content).toEqual([]);
  expect(got(await own.api.listAcceptances({ query: { acceptorId: other.customerId } })).content).toEqual([]);
});

it("51: what a test does is done in its own sandbox only", async () => {
  const workflowId = await theirs.begin(payout(other));
  const { id: transactionId } = await theirMoney.pay({ ...paymentIn(other), ...toBank(other) });
  const before = [await theirs.look(workflowId), await theirMoney.balanceOf(other.businessAccountId)];
  const tries = [
    ["GET", `/workflows/${workflowId}`],
    ["POST", `/workflows/${workflowId}/step/complete`, {}],
    ["POST", `/workflows/${workflowId}/decline`, {}],
    ["POST", `/workflows/${workflowId}/finish`, {}],
    ["PUT", `/customers/${other.customerId}/status`, { status: "SUSPENDED" }],
    ["GET", `/financial-accounts/${other.businessAccountId}`],
    ["PUT", `/financial-accounts/${other.businessAccountId}`, { state: "SUSPENDED", outcome: "decline" }],
    ["POST", `/financial-accounts/${other.businessAccountId}/adjust`, { amount: "1.00" }],
    ["POST", `/transactions/${transactionId}/settle`, {}],
    ["POST", `/transactions/${transactionId}/reverse`, { reason: "LATE_CREDIT" }],
  ] as const;
  for (const [method, path, json] of tries)
    expect([path, (await own.control(method, path, { json })).status]).toEqual([path, 404]);
  expect([await theirs.look(workflowId), await theirMoney.balanceOf(other.businessAccountId)]).toEqual(before);
  expect(await money.postingsOf(transactionId)).toEqual([]);
  expect(await mine.messages(workflowId)).toEqual([]);
  expect(await mine.events(workflowId)).toEqual([]);
});

it("a link opens in its own sandbox only", async () => {
  const { link } = await theirs.look(await theirs.begin(payout(other)));
  expect((await fetch(link)).status).toBe(200);
  const foreign = await fetch(link.replace(other.sandboxId, own.sandboxId));
  expect(foreign.status).toBe(404);
  expect(await foreign.text()).not.toContain("256.25");
});

it("a clock that moves in one sandbox moves nothing in another", async () => {
  const [here, there] = [await mine.begin(payout(own)), await theirs.begin(payout(other))];
  const { id } = await money.pay({ ...paymentIn(own), ...toBank(own) });
  await other.advance("P100D");
  expect((await mine.read(here)).status).toBe("ACTIVE");
  expect((await money.transactionOf(id)).latestStatus.status).toBe("PENDING");
  expect((await theirs.read(there)).status).toBe("EXPIRED");
});
