import { randomUUID } from "node:crypto";
import { journeysOf, payout } from "./journeys.ts";
import { moneyOf, paymentIn, toBank } from "./money.ts";
import { mailing, person } from "./records.ts";
import { got, type Opened } from "./sandbox.ts";
import { templatesOf } from "./templates.ts";
import { consent, rebate, step } from "./workflows.ts";

/** One of each thing that a sandbox may hold, and the ids of some. */
export async function oneOfEverything(world: Opened) {
  const { api, portal, path } = world;
  const [journeys, money, templates] = [journeysOf(world), moneyOf(world), templatesOf(world)];
  const receiver_url = "http://127.0.0.1:9/";
  got(await portal.createSubscription({ path, body: { event_types: ["customer.status-updated"], receiver_url } }));
  const { templateId } = await templates.make();
  await templates.revise(templateId);
  await templates.start({ templateId });
  const newCustomerId = got(await api.createCustomer({ body: { ...person, addresses: [mailing] } })).id;
  const finished = await journeys.begin({
    title: "Everything",
    steps: [
      ...[{ name: "notification" } as const, step.customer, step.profile({ addresses: ["MAILING"] }), step.account],
      ...[step.documents(consent), step.money],
    ],
    parameters: { phoneNumber: "+16475550123", financialAccountSubType: "DEBIT", ...rebate(world) },
  });
  got(await journeys.finish(finished));
  const workflowId = await journeys.begin(payout(world));
  const { id: transactionId } = await money.pay({ ...paymentIn(world), ...toBank(world) });
  await money.askToPay(paymentIn(world), randomUUID());
  return { templateId, newCustomerId, workflowId, transactionId };
}
