import { describe, expect, it, test } from "vitest";
import { testReceiver } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import { type Conditions, got, openWorld } from "./support/world.ts";

const server = await testServer();
const someoneElse = "ent_kidtcgc3ge5unf4a5i6enhnr5m";
const elsewhere = "pc_5jp2az55l3cuths25t5p3xhwru";

const conditions: Conditions = [
  {
    type: "event",
    events: {
      gateway: ["payment_approved", "payment_captured"],
      dispute: ["dispute_received"],
      issuing: ["card_activated"],
    },
  },
  { type: "entity", entities: [someoneElse] },
  { type: "processing_channel", processing_channels: [elsewhere] },
];

/** A world with a workflow whose entity and channel nobody here has, and another one that takes everything. */
async function opened(active = true) {
  const world = await openWorld(server);
  const [own, other] = [await testReceiver(), await testReceiver()];
  await world.workflow({ url: other.url });
  const workflow = await world.workflow({ url: own.url, signature: { key: "secret key" } }, conditions, active);
  const run = (event_types: unknown, id = workflow.id) =>
    world.send("POST", `/workflows/${id}/test`, { json: { event_types } });
  return { ...world, workflow, own, other, run };
}

const types = { gateway: ["payment_approved", "payment_captured"], dispute: ["dispute_received"] };

describe("a test of a workflow", () => {
  it("50. with types by source makes one event of each and answers 204 without a body", async () => {
    const { run, settle, own } = await opened();
    expect(await run(types)).toMatchObject({ status: 204, text: "" });
    await settle();
    const told = own.received.map(({ body }) => body.type);
    expect(told.sort()).toEqual(["dispute_received", "payment_approved", "payment_captured"]);
  });

  it("tells this workflow alone, whatever its entity and channel conditions ask for (9.11)", async () => {
    const { run, settle, own, other } = await opened();
    await run(types);
    await settle();
    expect(own.received).toHaveLength(3);
    expect(other.received).toEqual([]);
  });

  it("makes ordinary events with data of their own and the present time, which can be read and sent again", async () => {
    const { run, settle, own, workflow, event, eventsOf, invocations, send, start, advance, entityId } = await opened();
    await advance("PT1H");
    await run({ gateway: ["payment_captured"] });
    await settle();
    const { id, created_on, data } = own.received[0]?.body ?? {};
    const at = new Date(start.getTime() + 60 * 60_000);
    expect(created_on).toBe(at.toISOString().replace("Z", "0000Z"));
    expect(await event(id)).toMatchObject({
      ...{ id, source: "gateway", type: "payment_captured", data },
      action_invocations: [{ workflow_id: workflow.id, workflow_action_id: workflow.actionId, status: "successful" }],
    });
    expect(data).toMatchObject({ id: expect.stringMatching(/^pay_[a-z2-7]{26}$/), response_code: "10000" });
    expect((await eventsOf(data.id)).map((told) => told.id)).toEqual([id]);
    expect((await invocations(id, workflow.actionId)).action_invocations).toHaveLength(1);
    // Entity and channel are the account's own, which this workflow does not ask for.
    expect((await send("POST", `/workflows/events/${id}/reflow`)).status).toBe(202);
    await settle();
    expect(own.received).toHaveLength(1);
    expect(entityId).not.toBe(someoneElse);
  });

  it("runs every action of the workflow, signed like any delivery", async () => {
    const { run, settle, own, workflow, api } = await opened();
    const second = await testReceiver();
    const path = { workflowId: workflow.id };
    got(await api.addWorkflowAction({ path, body: { type: "webhook", url: second.url } }));
    await run({ issuing: ["card_activated"] });
    await settle();
    expect(second.received[0]?.rawBody).toEqual(own.received[0]?.rawBody);
    expect(own.received[0]?.headers["cko-signature"]).toMatch(/^[0-9a-f]{64}$/);
    expect(second.received[0]?.headers["cko-signature"]).toBeUndefined();
  });

  it("of an inactive workflow makes its events and tells nobody", async () => {
    const { run, settle, own, other, platform, sandboxId } = await opened(false);
    expect((await run(types)).status).toBe(204);
    await settle();
    expect([...own.received, ...other.received]).toEqual([]);
    expect(got(await platform.listEvents({ path: { sandboxId } })).data).toHaveLength(3);
  });
});

describe("50. event_types_invalid is the code of", () => {
  test.each([
    ["a flat list, as older documents have it (9.10)", ["payment_approved"]],
    ["no types at all", {}],
    ["nothing", undefined],
    ["a source without types", { gateway: [] }],
    ["a type that the workflow does not ask for", { gateway: ["payment_voided"] }],
    ["a source that the workflow does not ask for", { accounts: ["payments_enabled"] }],
    ["a type that there is not", { gateway: ["payment_approved", "payment_lost"] }],
    ["a source that there is not", { gate: ["payment_approved"] }],
    ["a source's inherited name", { constructor: ["name"] }],
    ["a type under the wrong source", { dispute: ["payment_approved"] }],
    ["a text", "payment_approved"],
  ])("%s", async (_, given) => {
    const { run, platform, sandboxId } = await opened();
    const { status, body } = await run(given);
    expect(status).toBe(422);
    expect(body).toMatchObject({ error_type: "request_invalid", error_codes: ["event_types_invalid"] });
    expect(got(await platform.listEvents({ path: { sandboxId } })).data).toEqual([]);
  });
});

test("9. of a workflow that is unknown, malformed or another account's it is absent", async () => {
  const [world, stranger] = [await opened(), await opened()];
  for (const id of [`wf_${"a".repeat(26)}`, "not_found", stranger.workflow.id])
    expect(await world.run(types, id)).toMatchObject({ status: 404, text: "" });
  await stranger.settle();
  expect(stranger.own.received).toEqual([]);
});

describe("9.9 it may be called", () => {
  const withTokenOf = async (scope: string) => {
    const world = await opened();
    const { data } = await world.dashboard.createKey({
      path: { sandboxId: world.sandboxId },
      body: { kind: "oauth_client", scopes: [scope] },
    });
    if (data?.kind !== "oauth_client") throw new Error("There is no client.");
    const form = {
      grant_type: "client_credentials" as const,
      client_id: data.client_id,
      client_secret: data.client_secret,
    };
    const { access_token } = got(await world.api.requestAccessToken({ body: form }));
    return world.send("POST", `/workflows/${world.workflow.id}/test`, {
      key: access_token,
      json: { event_types: types },
    });
  };

  it.each(["flow", "flow:workflows"])("with a token for %s", async (scope) => {
    expect((await withTokenOf(scope)).status).toBe(204);
  });

  it("but not with a token for other things", async () => {
    expect(await withTokenOf("flow:events")).toMatchObject({ status: 403, text: "" });
  });
});
