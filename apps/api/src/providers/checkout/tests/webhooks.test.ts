import { createHmac } from "node:crypto";
import { verifyCheckoutWebhook } from "@understudy/client/checkout";
import { describe, expect, it, test } from "vitest";
import { type Received, type Receiver, testReceiver } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import { everything, got, openWorld } from "./support/world.ts";

const server = await testServer();

/** The documented example key (6.2), and one as the WooCommerce plugin makes it: with a space, and longer (6.2). */
const key = "8V8x0dLK%AyD*DNS8JJr";
const longKey = "Bearer sk_sbox_c7svxlvo2bbuva4f6s3xu4f7wmq ©";

async function opened(action = {}, conditions = [everything]) {
  const [world, receiver] = [await openWorld(server), await testReceiver()];
  const workflow = await world.workflow({ url: receiver.url, ...action }, conditions);
  return { ...world, receiver, workflow };
}

function only({ received: [first, ...others] }: Receiver): Received {
  if (!first || others.length > 0) throw new Error(`${others.length + (first ? 1 : 0)} webhooks have come.`);
  return first;
}

const digest = (rawBody: Buffer, secret: string) => createHmac("sha256", secret).update(rawBody).digest("hex");

describe("what arrives", () => {
  it("is a POST of today's webhook with the time to seven digits (9.22, 9.23)", async () => {
    const { play, settle, receiver, start, baseUrl, event } = await opened();
    const { events } = await play();
    await settle();
    const { method, headers, body } = only(receiver);
    expect(method).toBe("POST");
    expect(headers).toMatchObject({ "content-type": "application/json" });
    const { data, version } = await event(String(events[0]));
    expect(Object.keys(body)).toEqual(["id", "type", "version", "created_on", "data", "_links"]);
    expect(body).toEqual({
      ...{ id: events[0], type: "payment_approved", version, data },
      created_on: start.toISOString().replace("Z", "0000Z"),
      _links: { self: { href: `${baseUrl}/workflows/events/${events[0]}` } },
    });
  });

  it.each([key, longKey])("40. is signed over its raw bytes: with the key %s", async (secret) => {
    const { play, settle, receiver } = await opened({ signature: { method: "HMACSHA256", key: secret } });
    await play({ metadata: { note: "© ® ™ São 日本", price: 1.1 }, reference: "Café ©" });
    await settle();
    const { rawBody, headers } = only(receiver);
    expect(rawBody.toString()).toContain("© ® ™ São 日本");
    expect(headers["cko-signature"]).toBe(digest(rawBody, secret));
    const changed = Buffer.from(rawBody);
    changed.writeUInt8(changed.readUInt8(changed.length - 2) ^ 1, changed.length - 2);
    expect(headers["cko-signature"]).not.toBe(digest(changed, secret));
    expect(verifyCheckoutWebhook(rawBody, headers, secret)).toEqual(JSON.parse(rawBody.toString()));
    expect(() => verifyCheckoutWebhook(changed, headers, secret)).toThrow();
  });

  it.each([[{}], [{ signature: { method: "HMACSHA256" } }]])("41. is not signed without a key: %j", async (action) => {
    const { play, settle, receiver } = await opened(action);
    await play();
    await settle();
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]?.headers).not.toHaveProperty("cko-signature");
  });

  it("42. has the action's headers exactly as they were given, Authorization without a word before it", async () => {
    const headers = { Authorization: "abc 123==", "X-Odd~Name": "  spaces inside  stay ".trim(), "x-empty": "" };
    const { play, settle, receiver } = await opened({ headers });
    await play();
    await settle();
    expect(receiver.received[0]?.headers).toMatchObject({
      ...{ authorization: "abc 123==", "x-odd~name": "spaces inside  stay", "x-empty": "" },
    });
  });

  it("43. is the same to the byte when it is tried again, its signature too", async () => {
    const { play, advance, settle, receiver } = await opened({ signature: { key } });
    receiver.answer(500);
    await play({ metadata: { note: "©" } });
    await settle();
    await advance("PT15M");
    const [first, ...others] = receiver.received;
    expect(others).toHaveLength(2);
    for (const { rawBody, headers } of others) {
      expect(rawBody).toEqual(first?.rawBody);
      expect(headers["cko-signature"]).toBe(first?.headers["cko-signature"]);
    }
  });
});

describe("who is told", () => {
  it("51. no inactive workflow, until it is active: then of what happens from then on", async () => {
    const { api, play, settle, receiver, workflow } = await opened();
    const path = { workflowId: workflow.id };
    got(await api.patchWorkflow({ path, body: { active: false } }));
    const before = await play();
    await settle();
    expect(receiver.received).toEqual([]);
    expect(before.events).toHaveLength(1);
    got(await api.patchWorkflow({ path, body: { active: true } }));
    const { events } = await play();
    await settle();
    expect(receiver.received.map(({ body }) => body.id)).toEqual(events);
  });

  it("52. every workflow that matches, each in its own time: one that fails does not hold up the other", async () => {
    const world = await openWorld(server);
    const [fine, broken] = [await testReceiver(), await testReceiver(500)];
    const [first, second] = [await world.workflow({ url: fine.url }), await world.workflow({ url: broken.url })];
    const { events } = await world.play();
    const status = async ({ actionId }: typeof first) => (await world.invocations(String(events[0]), actionId)).status;
    await world.settle();
    expect([await status(first), await status(second)]).toEqual(["successful", "pending"]);
    await world.advance("PT5M");
    expect([fine.received, broken.received].map(({ length }) => length)).toEqual([1, 2]);
  });

  it("a workflow whose conditions all hold: type, entity and channel (5.2)", async () => {
    const world = await openWorld(server);
    const [ours, theirs] = [world.entityId, "ent_kidtcgc3ge5unf4a5i6enhnr5m"];
    const channel = "pc_5jp2az55l3cuths25t5p3xhwru";
    const approvals = { type: "event" as const, events: { gateway: ["payment_approved"] } };
    const entity = (id: string) => ({ type: "entity" as const, entities: [id] });
    const byChannel = { type: "processing_channel" as const, processing_channels: [channel, world.channelId] };
    const cases = { approvals: [approvals], theirs: [entity(theirs)], both: [approvals, entity(theirs), byChannel] };
    const receivers = new Map<string, Awaited<ReturnType<typeof testReceiver>>>();
    for (const [name, conditions] of Object.entries(cases)) {
      const receiver = await testReceiver();
      receivers.set(name, receiver);
      await world.workflow({ url: receiver.url }, conditions);
    }
    const own = await world.play({ capture: true });
    const foreign = await world.play({ entity_id: theirs, processing_channel_id: channel, capture: true });
    const elsewhere = await world.play({ entity_id: theirs, processing_channel_id: "pc_axclravnqf5u5ejkweijnp5zc4" });
    const card = await world.emit({ source: "issuing", type: "card_activated", entity_id: theirs });
    await world.settle();
    const told = (name: string) =>
      receivers
        .get(name)
        ?.received.map(({ body }) => body.id)
        .sort();
    expect(told("approvals")).toEqual([own.events[0], foreign.events[0], elsewhere.events[0]].sort());
    expect(told("theirs")).toEqual([...foreign.events, ...elsewhere.events, card.id].sort());
    expect(told("both")).toEqual([foreign.events[0]]);
    expect(ours).not.toBe(theirs);
  });

  it("nobody of another account", async () => {
    const { receiver, settle } = await opened();
    const stranger = await openWorld(server);
    await stranger.play({ capture: true });
    await Promise.all([stranger.settle(), settle()]);
    expect(receiver.received).toEqual([]);
  });
});

describe("59. order is not guaranteed", () => {
  it("and payment_captured arrives before payment_approved on demand, whose event came first", async () => {
    const { play, settle, advance, receiver, eventsOf } = await opened();
    const { id, events } = await play({ capture: true, late_approval: "PT10M" });
    const types = () => receiver.received.map(({ body }) => body.type);
    await settle();
    expect(types()).toEqual(["payment_captured"]);
    await advance("PT9M59S");
    expect(types()).toEqual(["payment_captured"]);
    await advance("PT1S");
    expect(types()).toEqual(["payment_captured", "payment_approved"]);
    expect((await eventsOf(id)).map((event) => event.id)).toEqual(events);
    expect(receiver.received.map(({ body }) => body.created_on)).toEqual(
      [1, 2].map(() => receiver.received[0]?.body.created_on),
    );
  });
});

test("a webhook to an inbox of the sandbox arrives there as it was sent", async () => {
  const { platform, sandboxId, play, settle, api, workflow } = await opened();
  const path = { sandboxId, name: "shop" };
  const { url } = got(await platform.putInbox({ path, body: {} }));
  got(
    await api.addWorkflowAction({
      path: { workflowId: workflow.id },
      body: { type: "webhook", url, signature: { key } },
    }),
  );
  await play({ metadata: { note: "©" } });
  await settle();
  const [message] = got(await platform.getInbox({ path })).data;
  const raw = Buffer.from(String(message?.body_base64), "base64");
  expect(verifyCheckoutWebhook(raw, { "Cko-Signature": digest(raw, key) }, key).type).toBe("payment_approved");
  expect(message?.headers).toMatchObject({ "cko-signature": digest(raw, key) });
});
