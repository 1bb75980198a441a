import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { testHouse } from "../../../testing/server.ts";
import { untilWaiting } from "../store/waiting.fixture.ts";
import { oneOfEverything } from "./support/everything.ts";
import { journeysOf, payout } from "./support/journeys.ts";
import { moneyOf, paymentIn, toBank } from "./support/money.ts";
import { bankAccountFor, basic, cardFor, person } from "./support/records.ts";
import { rowsOf } from "./support/rows.ts";
import { type Opened, openSandbox } from "./support/sandbox.ts";
import { type Received, sender } from "./support/send.ts";
import { onboarding } from "./support/templates.ts";

const { database, start } = await testHouse();
// Two servers on one database, as a team may run them.
const [server, second] = [await start(), await start()];

type World = Opened & Awaited<ReturnType<typeof oneOfEverything>>;
type Ask = (world: World) => Promise<Received>;

const asks: Readonly<Record<string, Ask>> = {
  createLinxWorkflow: (world) => world.send("POST", "/v2/linx/workflows", { json: payout(world) }),
  cancelLinxWorkflow: ({ send, workflowId }) => send("PUT", `/v2/linx/workflows/${workflowId}/cancel`),
  resendLinxWorkflowNotification: ({ send, workflowId }) =>
    send("POST", `/v2/linx/workflows/${workflowId}/notifications/resend`),
  createLinxTemplate: ({ send }) => send("POST", "/v2/linx/templates", { json: onboarding }),
  updateLinxTemplate: ({ send, templateId }) => send("PUT", `/v2/linx/templates/${templateId}`, { json: onboarding }),
  createTransaction: (world) => moneyOf(world).askToPay(paymentIn(world)),
  "createTransaction with a key": (world) =>
    moneyOf(world).askToPay({ ...paymentIn(world), ...toBank(world) }, randomUUID()),
  cancelTransaction: ({ send, transactionId }) => send("DELETE", `/v1/transactions/${transactionId}`),
  createCustomer: ({ send }) => send("POST", "/v1/customers", { json: person }),
  updateCustomer: ({ send, newCustomerId }) => send("PUT", `/v1/customers/${newCustomerId}`, { json: person }),
  suspendCustomer: ({ send, newCustomerId }) => send("PUT", `/v1/customers/${newCustomerId}/suspend`),
  createExternalCard: ({ send, customerId }) => send("POST", "/v1/external-cards", { json: cardFor(customerId) }),
  createExternalBankAccount: ({ send, customerId }) =>
    send("POST", "/v1/external-bank-accounts", { json: bankAccountFor(customerId) }),
  exchangeApiKey: ({ send, apiKey, apiSecret }) =>
    send("POST", "/v1/api-keys/exchange", { authorization: basic(apiKey, apiSecret) }),
};

const controls: Readonly<Record<string, Ask>> = {
  createServiceAccount: ({ control }) => control("POST", "/service-accounts", { json: { role: "owner" } }),
  createSubscription: ({ control }) =>
    control("POST", "/subscriptions", {
      json: { event_types: ["linx.workflow-updated"], receiver_url: "http://127.0.0.1:9/" },
    }),
  adjustBalance: ({ control, businessAccountId }) =>
    control("POST", `/financial-accounts/${businessAccountId}/adjust`, { json: { amount: "1.00" } }),
  createBusinessFinancialAccount: ({ control }) =>
    control("POST", "/financial-accounts", { json: { name: "Rebates", currency: "USD", opening_balance: "5.00" } }),
  finishWorkflow: ({ control, workflowId }) => control("POST", `/workflows/${workflowId}/finish`, { json: {} }),
  setTemplateState: ({ control, templateId }) =>
    control("PUT", `/templates/${templateId}/state`, { json: { state: "SUSPENDED" } }),
  settleTransaction: ({ control, transactionId }) =>
    control("POST", `/transactions/${transactionId}/settle`, { json: {} }),
};

async function filled(): Promise<World> {
  const world = await openSandbox(server);
  return { ...world, ...(await oneOfEverything(world)) };
}

/** What is answered to whoever comes upon a drop, and to whoever asks the same once more. */
async function answers(world: World, ask: Ask): Promise<readonly [Received, Received]> {
  const asked: Promise<Received>[] = [];
  await database.db.$transaction(async (tx) => {
    await tx.sandbox.delete({ where: { id: world.sandboxId } });
    const work = ask(world);
    asked.push(work);
    await untilWaiting(database.db, work);
  });
  const [received] = await Promise.all(asked);
  if (!received) throw new Error("nothing was answered");
  return [received, await ask(world)];
}

/** All that an error says but for when and to whom. */
const told = ({ status, body: { timestamp, traceId, request_id, ...body } }: Received) => ({ status, ...body });

describe("whoever comes upon a drop is answered as the next request is", () => {
  it.each(Object.entries(asks))("%s", async (_, ask) => {
    const world = await filled();
    const [received, next] = await answers(world, ask);
    expect([received.status, next.status]).toEqual([401, 401]);
    expect(told(received)).toEqual(told(next));
    expect(await rowsOf(database, world.sandboxId)).toEqual({});
  });

  it.each(Object.entries(controls))("%s of the control API", async (_, ask) => {
    const world = await filled();
    const [received, next] = await answers(world, ask);
    expect([received.status, next.status]).toEqual([404, 404]);
    expect(told(received)).toEqual(told(next));
    expect(await rowsOf(database, world.sandboxId)).toEqual({});
  });
});

it("a sandbox that is dropped while much is under way leaves nothing, and nobody meets a mistake of ours", async () => {
  for (let round = 0; round < 4; round++) {
    const world = await filled();
    const elsewhere = { ...world, ...alsoAt(world) };
    const under = [world, elsewhere].flatMap((each) => [
      ...Object.values(asks).map((ask) => ask(each).then(({ status }) => [status, 401])),
      ...Object.values(controls).map((ask) => ask(each).then(({ status }) => [status, 404])),
      ...Array.from({ length: 3 }, () =>
        journeysOf(each)
          .ask(payout(each))
          .then(({ status }) => [status, 401]),
      ),
    ]);
    await Promise.race(under.slice(round * 5));
    const dropped = await world.platform.dropSandbox({ path: world.path });
    expect(dropped.response.status).toBe(204);
    const answered = await Promise.all(under);
    // What was refused for another reason was so before the drop: two ends of one thing, for instance.
    const own = new Set([409, 422]);
    expect(answered.filter(([status = 0, gone]) => status >= 300 && status !== gone && !own.has(status))).toEqual([]);
    expect(await rowsOf(database, world.sandboxId)).toEqual({});
  }
});

/** The same sandbox by the other server. */
function alsoAt(world: Opened) {
  const { publicUrl } = second;
  return {
    send: sender(`${publicUrl}/rocketkor`, `Bearer ${world.accessToken}`),
    control: sender(`${publicUrl}/control/sandboxes/${world.sandboxId}/rocketkor`, null),
  };
}
