import { transactionlinkWebhookKeyId, verifyTransactionlinkWebhook } from "@understudy/client/transactionlink";
import { describe, expect, it } from "vitest";
import { type Received, testReceiver } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import { definitions, got, openSandbox } from "./support/sandbox.ts";

const server = await testServer();

/** A sandbox that tells a receiver of what happens. */
async function opened() {
  const [world, receiver] = [await openSandbox(server), await testReceiver()];
  const { path, dashboard, api } = world;
  const { key_id } = got(await dashboard.putWebhook({ path, body: { url: receiver.url } }));
  const start = async (workflowDefinitionId: string, parameters: Record<string, unknown>) =>
    got(await api.initialiseWorkflow({ body: { workflowDefinitionId, locale: "en", parameters } }));
  return {
    ...{ ...world, receiver, keyId: key_id, start },
    screen: () => start(definitions.screening, { companyNumber: "0000345671", name: "Żółw © Sp. z o.o." }),
    /** Waits until all that is due now has been done, sent and answered. */
    settle: () => world.advance("PT0S"),
    keyOf: async (kid: string) => (await world.send("GET", `/auth/webhooks/key/${kid}`, { authorization: null })).text,
  };
}

const of = (received: readonly Received[], type: string) => received.filter(({ body }) => body.eventType === type);
const kidOf = ({ headers }: Received) => transactionlinkWebhookKeyId(headers);

describe("what arrives", () => {
  it("24 in the decisions: is a POST with ids, name and status, in one order", async () => {
    const { screen, settle, receiver, workspaceId, start } = await opened();
    const { id } = await screen();
    await settle();
    const [told] = of(receiver.received, "WORKFLOW_COMPLETED");
    expect(told?.method).toBe("POST");
    expect(told?.headers["content-type"]).toBe("application/json");
    expect(told?.rawBody.toString()).toBe(
      JSON.stringify({
        eventId: told?.body.eventId,
        eventType: "WORKFLOW_COMPLETED",
        occurredAt: told?.body.occurredAt,
        ...{ workspaceId, workflowId: id, workflowDefinitionId: definitions.screening, name: "background-screening" },
        ...{ status: "COMPLETED", recordId: null },
      }),
    );
    expect(told?.body.occurredAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    await start(definitions.failing, { companyNumber: "1" });
    await settle();
    expect(of(receiver.received, "WORKFLOW_STATUS_CHANGED").map(({ body }) => body.status)).toEqual(["FAILED"]);
  });

  it("55: about a completion comes when the result can be read", async () => {
    const { screen, settle, receiver, send } = await opened();
    const { id } = await screen();
    const statuses: number[] = [];
    receiver.answer(() => {
      void send("GET", `/workflows/${id}/result`).then(({ status }) => statuses.push(status));
      return 200;
    });
    await settle();
    await expect.poll(() => statuses).toEqual([200]);
  });

  it("56: is signed by the key that is served for its kid, detached", async () => {
    const { screen, settle, receiver, keyId, keyOf } = await opened();
    await screen();
    await settle();
    const [told] = receiver.received;
    if (!told) throw new Error("nothing has come");
    expect(told.headers["jws-signature"]).toMatch(/^[\w-]+\.\.[\w-]+$/);
    expect(kidOf(told)).toBe(keyId);
    const event = verifyTransactionlinkWebhook(told.rawBody, told.headers, { [keyId]: await keyOf(keyId) });
    expect(event).toEqual(told.body);
  });

  it("59: does not hold for JSON that was parsed and written anew, or for another key", async () => {
    const { screen, settle, receiver, keyId, keyOf, dashboard, path } = await opened();
    await screen();
    await settle();
    const [told] = receiver.received;
    if (!told) throw new Error("nothing has come");
    const pem = await keyOf(keyId);
    const rewritten = JSON.stringify(JSON.parse(told.rawBody.toString()), null, 1);
    expect(() => verifyTransactionlinkWebhook(rewritten, told.headers, pem)).toThrow();
    const other = await keyOf(got(await dashboard.rotateWebhookKey({ path })).id);
    expect(() => verifyTransactionlinkWebhook(told.rawBody, told.headers, other)).toThrow();
    expect(() => verifyTransactionlinkWebhook(told.rawBody, told.headers, pem)).not.toThrow();
  });
});

describe("what is not answered well", () => {
  it("58: comes again every five seconds, five times, the same to the byte, and then no more", async () => {
    const { screen, settle, receiver, advance } = await opened();
    receiver.answer(500);
    await screen();
    await settle();
    const counts = [receiver.received.length];
    for (const _ of [1, 2, 3, 4, 5]) {
      await advance("PT4S");
      counts.push(receiver.received.length);
      await advance("PT1S");
      counts.push(receiver.received.length);
    }
    expect(counts).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6]);
    await advance("P1D");
    const seen = receiver.received.map(({ rawBody, headers }) => `${rawBody} ${headers["jws-signature"]}`);
    expect([seen.length, new Set(seen).size]).toEqual([6, 1]);
  });

  it("58: comes no more after any 2xx", async () => {
    const { screen, settle, receiver, advance } = await opened();
    receiver.answer(({ body }) => (body && receiver.received.length < 3 ? 302 : 204));
    await screen();
    await settle();
    await advance("PT1M");
    expect(receiver.received).toHaveLength(3);
  });
});

describe("a change of the webhook", () => {
  it("leaves what is owed as it was: to the old address, signed with the old key", async () => {
    const { screen, settle, receiver, advance, dashboard, path, keyId, keyOf } = await opened();
    const next = await testReceiver();
    receiver.answer(500);
    await screen();
    await settle();
    const rotated = got(await dashboard.rotateWebhookKey({ path })).id;
    got(await dashboard.putWebhook({ path, body: { url: next.url } }));
    receiver.answer(200);
    await screen();
    await advance("PT5S");
    expect(receiver.received.map(kidOf)).toEqual([keyId, keyId]);
    expect(next.received.map(kidOf)).toEqual([rotated]);
    const keys = { [keyId]: await keyOf(keyId), [rotated]: await keyOf(rotated) };
    for (const { rawBody, headers } of [...receiver.received, ...next.received])
      expect(() => verifyTransactionlinkWebhook(rawBody, headers, keys)).not.toThrow();
  });

  it("after its end nobody is told of anything", async () => {
    const { screen, settle, receiver, dashboard, path } = await opened();
    got(await dashboard.deleteWebhook({ path }));
    await screen();
    await settle();
    expect(receiver.received).toEqual([]);
  });
});
