import { expect, it } from "vitest";
import { testReceiver } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import { got, openSandbox } from "./support/sandbox.ts";

const server = await testServer();
type Notification = { url: string; scenarios: readonly string[] };

const opened = async () => {
  const world = await openSandbox(server);
  const settings = (notifications: readonly Notification[]) => ({
    ...{ name: "Passport", kind: "document", roles: ["signer1"], notifications },
  });
  return {
    ...world,
    workflow: async (...notifications: readonly Notification[]): Promise<string> =>
      (await world.control("POST", "/workflows", { json: settings(notifications) })).body.id,
    put: (id: string, ...notifications: readonly Notification[]) =>
      world.control("PUT", `/workflows/${id}`, { json: settings(notifications) }),
    create: async (workflow_id: string, more: object = {}) =>
      got(await world.api.createTransaction({ body: { workflow_id, tokens: [{ role: "signer1" }], ...more } })).id,
    cancel: async (transaction_id: string) =>
      got(
        await world.api.sendTransactionEvent({
          ...{ path: { transaction_id }, body: { trigger: "transaction_cancelled" } },
        }),
      ),
  };
};

const triggers = ({ received }: Awaited<ReturnType<typeof testReceiver>>) => received.map(({ body }) => body.trigger);

it("a workflow's targets are told of what they chose, each for itself, and nobody of other workflows", async () => {
  const { workflow, create, cancel, settle } = await opened();
  const [all, few] = [await testReceiver(), await testReceiver()];
  const scenarios = ["transaction_created", "transaction_cancelled"];
  const id = await workflow({ url: all.url, scenarios }, { url: few.url, scenarios: ["transaction_cancelled"] });
  const other = await workflow({ url: few.url, scenarios: ["transaction_created"] });
  const transactionId = await create(id);
  await cancel(transactionId);
  await settle();
  expect([triggers(all), triggers(few)]).toEqual([scenarios, ["transaction_cancelled"]]);
  await create(other);
  await settle();
  expect(triggers(few)).toEqual(["transaction_cancelled", "transaction_created"]);
  const [told] = all.received;
  expect([told?.method, told?.headers["content-type"]]).toEqual(["POST", "application/json"]);
  expect(told?.body).toMatchObject({ type: "notification", transaction_id: transactionId });
  expect(Object.keys(told?.headers ?? {}).filter((name) => /signature|authorization/.test(name))).toEqual([]);
});

it("what does not arrive is sent three times in all, a minute and five minutes later", async () => {
  const { workflow, create, settle, advance } = await opened();
  const receiver = await testReceiver(500);
  await create(await workflow({ url: receiver.url, scenarios: ["transaction_created"] }));
  await settle();
  const counts = [receiver.received.length];
  for (const pause of ["PT59S", "PT1S", "PT4M59S", "PT1S", "P7D"]) {
    await advance(pause);
    counts.push(receiver.received.length);
  }
  expect(counts).toEqual([1, 1, 2, 2, 3, 3]);
  expect(new Set(receiver.received.map(({ rawBody }) => rawBody.toString())).size).toBe(1);
});

it("a workflow that is replaced tells its new targets, of transactions that there were too", async () => {
  const { workflow, put, create, cancel, settle } = await opened();
  const [before, after] = [await testReceiver(), await testReceiver()];
  const scenarios = ["transaction_created", "transaction_cancelled"];
  const id = await workflow({ url: before.url, scenarios }, { url: before.url, scenarios });
  const transactionId = await create(id);
  await settle();
  expect((await put(id, { url: after.url, scenarios })).status).toBe(200);
  await cancel(transactionId);
  await settle();
  expect([triggers(before), triggers(after)]).toEqual([
    ["transaction_created", "transaction_created"],
    ["transaction_cancelled"],
  ]);
});

it("a workflow that is deleted tells nobody any more", async () => {
  const { workflow, control, create, cancel, settle } = await opened();
  const receiver = await testReceiver();
  const id = await workflow({ url: receiver.url, scenarios: ["transaction_cancelled"] });
  const transactionId = await create(id);
  await control("DELETE", `/workflows/${id}`);
  await cancel(transactionId);
  await settle();
  expect(receiver.received).toEqual([]);
});

it("a transaction that disables notifications tells nobody", async () => {
  const { workflow, create, settle } = await opened();
  const receiver = await testReceiver();
  const id = await workflow({ url: receiver.url, scenarios: ["transaction_created"] });
  await create(id, { disable_notifications: true });
  await settle();
  expect(receiver.received).toEqual([]);
});
