import { judgeWebhook } from "@understudy/conformance";
import document from "@understudy/contracts/checkout.json" with { type: "json" };
import { beforeAll, describe, expect, it, test } from "vitest";
import { type Received, testReceiver } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import { eventKinds } from "../rules/catalogue.ts";
import { codes } from "./support/sandbox.ts";
import { got, openWorld } from "./support/world.ts";

const server = await testServer();
const world = await openWorld(server);
const { emit, event, eventsOf, control, sandboxId, platform, send } = world;
const receiver = await testReceiver();

const kinds = eventKinds();
type Emitted = Awaited<ReturnType<typeof emit>>;
const samples = new Map<string, Emitted>();

/** One workflow for every type that the API itself lists, which has been told of each once. */
beforeAll(async () => {
  const sources = got(await world.api.getEventTypes());
  const events = Object.fromEntries(sources.map(({ id, events }) => [id, events.map((type) => type.id)]));
  await world.workflow({ url: receiver.url, signature: { key: "secret" } }, [{ type: "event", events }]);
  for (const { source, type } of kinds) samples.set(`${source} ${type}`, await emit({ source, type }));
  await world.settle();
});

const arrived = (id: string): Received => {
  const found = receiver.received.find(({ body }) => body.id === id);
  if (!found) throw new Error(`${id} has not arrived.`);
  return found;
};

test.each(kinds)(
  "any event of the catalogue happens by one's word, told as the spec has it: $source $type",
  async (kind) => {
    const { source, type } = kind;
    const { id, data, version, subject_ids } = samples.get(`${source} ${type}`) as Emitted;
    const { headers, rawBody, body } = arrived(id);
    expect(judgeWebhook(document, { headers: headers as Record<string, string>, body: rawBody })).toEqual([]);
    expect(body).toMatchObject({ id, type, version });
    expect(body.data ?? body.event_data).toEqual(data);
    const read = await event(id);
    expect(read).toMatchObject({ id, source, type, version, data });
    expect(read.action_invocations).toMatchObject([{ status: "successful" }]);
    for (const subject of subject_ids) expect((await eventsOf(subject)).map((one) => one.id)).toContain(id);
  },
);

describe("an event that is asked for", () => {
  it("has the data, subjects, entity and channel that are given", async () => {
    const given = {
      ...{ source: "gateway", type: "payment_expired" },
      subject_ids: ["pay_wlu3wxc26jounofs5iez75qaqa", "cus_wlu3wxc26jounofs5iez75qaqa"],
      entity_id: "ent_axclravnqf5u5ejkweijnp5zc4",
      processing_channel_id: "pc_axclravnqf5u5ejkweijnp5zc4",
      data: { zebra: 1, id: "pay_wlu3wxc26jounofs5iez75qaqa", note: "© ® ™", list: [1.5, null, { b: 1, a: 2 }] },
    };
    const made = await emit(given);
    expect(made).toEqual({ ...given, id: made.id, at: world.start.toISOString(), version: "1.0.29" });
    await world.settle();
    const { rawBody } = arrived(made.id);
    expect(String(rawBody)).toContain(`"data":${JSON.stringify(given.data)}`);
    for (const subject of given.subject_ids) expect((await eventsOf(subject)).map(({ id }) => id)).toEqual([made.id]);
  });

  it("is made up so that it fits what is given", async () => {
    const paymentId = "pay_wlu3wxc26jounofs5iez75qaqb";
    const made = await emit({ source: "gateway", type: "payment_captured", subject_ids: [paymentId] });
    expect(made).toMatchObject({ subject_ids: [paymentId], data: { id: paymentId }, entity_id: world.entityId });
  });

  it("has no channel where its source knows none", async () => {
    expect(await emit({ source: "issuing", type: "card_activated" })).toMatchObject({
      ...{ processing_channel_id: null, version: "2.0.0", entity_id: world.entityId },
      data: { card_id: expect.stringMatching(/^crd_/) },
    });
  });

  test.each([
    [{ source: "gateway", type: "payment_lost" }, "type"],
    [{ source: "gate", type: "payment_approved" }, "type"],
    [{ source: "dispute", type: "payment_approved" }, "type"],
    [{ source: "gateway", type: "payment_approved", data: {} }, "data"],
    [{ source: "gateway", type: "payment_approved", subject_ids: ["nobody"] }, "subject_ids.0"],
    [{ source: "gateway", type: "payment_approved", amount: 5 }, "amount"],
  ])("is refused as %j", async (json, field) => {
    const { status, body } = await control("POST", "/events", { json });
    expect(status).toBe(400);
    expect(body.errors.map((error: { field: string }) => error.field)).toContain(field);
  });
});

describe("the platform's own way to ask for an event", () => {
  const ask = (given: object) =>
    platform.emitEvent({ path: { sandboxId }, body: { provider: "checkout", type: "", ...given } });

  it("makes a whole event of this provider", async () => {
    const subject = "pay_wlu3wxc26jounofs5iez75qaqc";
    const data = { id: subject, note: "own" };
    const made = got(await ask({ type: "payment_refunded", subject, data }));
    expect(made).toMatchObject({
      ...{ provider: "checkout", type: "payment_refunded", subject, data },
      facets: { source_type: "gateway.payment_refunded", entity: world.entityId, version: "1.0.29" },
    });
    expect(await event(made.id)).toMatchObject({ id: made.id, source: "gateway", data });
    expect((await eventsOf(subject)).map(({ id }) => id)).toEqual([made.id]);
    await world.settle();
    expect(arrived(made.id).body.data).toEqual(data);
  });

  it("makes up what is left out", async () => {
    const { id, data, subject } = got(await ask({ type: "dispute_won" }));
    expect(subject).toMatch(/^dsp_/);
    expect(await event(id)).toMatchObject({
      source: "dispute",
      data: data as object,
      _links: { dispute: {}, payment: {} },
    });
  });

  it("takes source, entity and channel as facets", async () => {
    const facets = {
      ...{ source_type: "card_payout.payment_approved", entity: "ent_axclravnqf5u5ejkweijnp5zc4" },
      processing_channel: "pc_axclravnqf5u5ejkweijnp5zc4",
    };
    const { id, facets: made } = got(await ask({ type: "payment_approved", facets }));
    expect(made).toEqual({ ...facets, version: expect.any(String), base_url: `${server.publicUrl}/checkout` });
    expect((await event(id)).source).toBe("card_payout");
  });

  test.each([
    [{ type: "payment_lost" }, "type"],
    [{ type: "payment_approved", data: [] }, "data"],
    [{ type: "payment_approved", data: {} }, "data"],
    [{ type: "payment_approved", data: "text" }, "data"],
    [{ type: "payment_approved", facets: { version: "1" } }, "facets.version"],
    [{ type: "payment_approved", facets: { source_type: "dispute.payment_approved" } }, "facets.source_type"],
    [{ type: "payment_approved", facets: { source_type: "gateway.payment_captured" } }, "facets.source_type"],
  ])("refuses %j", async (given, field) => {
    const { error, response } = await ask(given);
    expect(response.status).toBe(400);
    expect(error).toMatchObject({ errors: [{ field }] });
  });
});

test.each([
  ["a source that there is not", { gate: ["payment_approved"] }],
  ["a type that there is not", { gateway: ["payment_approved", "payment_lost"] }],
  ["a type under another source", { disputes: ["dispute_won"], gateway: ["dispute_won"] }],
  ["a name that every object has", { toString: ["call"] }],
])("58. an event condition with %s is refused", async (_, events) => {
  const actions = [{ type: "webhook", url: receiver.url }];
  const answer = await send("POST", "/workflows", { json: { conditions: [{ type: "event", events }], actions } });
  expect(codes(answer)).toEqual(["events_invalid"]);
});
