import { judgeWebhook } from "@understudy/conformance";
import document from "@understudy/contracts/rocketkor.json" with { type: "json" };
import { expect, it } from "vitest";
import { testReceiver } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import { journeysOf, payout } from "./support/journeys.ts";
import { moneyOf, paymentIn, requested, toBank } from "./support/money.ts";
import { person } from "./support/records.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { consent, rebate, step } from "./support/workflows.ts";

const server = await testServer();
const types = Object.keys(document.webhooks) as (keyof typeof document.webhooks)[];

/** A sandbox whose deliveries are judged as they arrive, each by the spec. */
async function opened() {
  const [world, { url, received }] = [await openSandbox(server), await testReceiver()];
  got(
    await world.portal.createSubscription({
      path: world.path,
      body: { description: "All", event_types: types, receiver_url: url },
    }),
  );
  return {
    ...{ ...world, ...journeysOf(world), ...moneyOf(world) },
    /** `<what is told>` by type, of all deliveries; each must be as the spec has it. */
    async judged(type: string, told: (data: Readonly<Record<string, unknown>>) => unknown) {
      await world.settle();
      for (const { headers, rawBody } of received)
        expect(judgeWebhook(document, { headers, body: rawBody })).toEqual([]);
      return new Set(received.filter(({ body }) => body.type === type).map(({ body }) => told(body.data)));
    },
  };
}

it("there are four types of them", () => {
  expect(types.toSorted()).toEqual([
    "customer.status-updated",
    "financial-account.state-updated",
    "linx.workflow-updated",
    "transactions.status-changed",
  ]);
});

it("linx.workflow-updated is as the spec has it, whatever becomes of a step", async () => {
  const world = await opened();
  const { begin, decline, finish, open } = world;
  const parameters = { phoneNumber: "+16475550123", financialAccountSubType: "DEBIT" as const };
  const profile = step.profile({ personalInfo: ["salutation"] });
  const steps = [{ name: "notification" as const }, step.customer, profile, step.account, step.documents(consent)];
  const whole = { steps: [...steps, step.money], parameters: { ...parameters, ...rebate(world) } };
  got(await finish(await begin({ title: "completed", ...whole })));
  got(await decline(await begin({ title: "declined", ...whole })));
  got(await finish(await begin(payout(world, { baFinancialAccountId: await open("1.00"), amount: 2 }))));
  const statusOf = (data: Readonly<Record<string, unknown>>) => (data.currentStepStatus as { status: string }).status;
  expect(await world.judged("linx.workflow-updated", statusOf)).toEqual(new Set(["COMPLETED", "DECLINED", "FAILED"]));
});

it("transactions.status-changed is as the spec has it, in every status that there is", async () => {
  const world = await opened();
  const { cancelPayment, pay, reverse, settleNow } = world;
  const payment = paymentIn(world);
  const { id } = await pay(payment);
  got(await reverse(id));
  await pay(requested(payment));
  const toItsBank = { ...payment, ...toBank(world) };
  await cancelPayment((await pay(toItsBank)).id);
  for (const outcome of ["settled", "declined", "error"] as const)
    got(await settleNow((await pay(toItsBank)).id, outcome));
  const all = document.components.schemas.TransactionStatus.enum;
  const told = await world.judged("transactions.status-changed", ({ status }) => status);
  expect([...told].toSorted()).toEqual(all.toSorted());
});

it("customer.status-updated is as the spec has it, with and without a status before", async () => {
  const world = await opened();
  const { customerId } = world;
  got(await world.api.suspendCustomer({ path: { customerId } }));
  const path = { ...world.path, customerId };
  got(await world.portal.setCustomerStatus({ path, body: { status: "ACTIVE" } }));
  got(await world.api.createCustomer({ body: person }));
  const told = await world.judged("customer.status-updated", (data) => `${data.previousStatus ?? "-"} ${data.status}`);
  expect(told).toEqual(new Set(["ACTIVE SUSPENDED", "SUSPENDED ACTIVE", "- ACTIVE"]));
});

it("financial-account.state-updated is as the spec has it, with and without a state before", async () => {
  const world = await opened();
  for (const state of ["PENDING", "SUSPENDED", "ACTIVE"] as const) await world.set(world.customerAccountId, { state });
  await world.open("1.00");
  const told = await world.judged(
    "financial-account.state-updated",
    (data) => `${data.previousStatus ?? "-"} ${data.status}`,
  );
  expect(told).toEqual(new Set(["ACTIVE PENDING", "PENDING SUSPENDED", "SUSPENDED ACTIVE", "- ACTIVE"]));
});
