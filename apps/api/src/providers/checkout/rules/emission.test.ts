import { expect, it } from "vitest";
import { emit, testEvents } from "./emission.ts";
import { account, codesOf, forEntities, forEvents, means, refusalOf, workflow } from "./testing.ts";

const payment = "pay_wlu3wxc26jounofs5iez75qaqa";

it("an emitted event says what it was told to", () => {
  const data = { id: payment, anything: "©" };
  const event = emit({ source: "gateway", type: "payment_paid", data, subjectIds: [payment] }, means());
  expect(event).toMatchObject({
    source: "gateway",
    type: "payment_paid",
    data,
    subjects: [payment],
    version: "1.0.29",
  });
  expect(event.id).toMatch(/^evt_[a-z2-7]{26}$/);
});

it("an emitted event without data tells something that fits its subjects and its entity", () => {
  const entityId = "ent_axclravnqf5u5ejkweijnp5zc4";
  const processingChannelId = "pc_axclravnqf5u5ejkweijnp5zc4";
  const given = { source: "dispute", type: "dispute_won", subjectIds: [payment], entityId, processingChannelId };
  expect(emit(given, means())).toMatchObject({
    data: { payment_id: payment, entity_id: entityId, processing_channel_id: processingChannelId },
    subjects: [payment],
    entityId,
    processingChannelId,
  });
});

it("an emitted event without subjects is about what its data name", () => {
  const other = "dsp_wlu3wxc26jounofs5iez75qaqa";
  const subjectsOf = (source: string, type: string, data: object) =>
    emit({ source, type, data: { ...data } }, means()).subjects;
  expect(subjectsOf("gateway", "payment_paid", { id: payment, amount: 5 })).toEqual([payment]);
  expect(subjectsOf("dispute", "dispute_won", { id: other, payment_id: payment })).toEqual([other, payment]);
  expect(subjectsOf("gateway", "payment_paid", { id: other })).toEqual([expect.stringMatching(/^pay_[a-z2-7]{26}$/)]);
});

it("an emitted event belongs to the account's entity and channel, to the latter only where channels play a part", () => {
  expect(emit({ source: "gateway", type: "payment_paid" }, means())).toMatchObject({
    entityId: account.entityId,
    processingChannelId: account.processingChannelId,
  });
  expect(emit({ source: "issuing", type: "card_activated" }, means())).not.toHaveProperty("processingChannelId");
});

it("an event that the catalogue does not have is not emitted", () => {
  const { details } = refusalOf(() => emit({ source: "gateway", type: "dispute_won" }, means()));
  expect(details).toEqual({ field: "type", codes: ["event_types_invalid"] });
});

it("50. a test makes one event of each type that it names, from the sources that it names", () => {
  const own = workflow({
    conditions: [forEvents({ gateway: ["payment_approved", "payment_declined"], dispute: ["dispute_won"] })],
  });
  const events = testEvents(
    own,
    { gateway: ["payment_declined", "payment_declined"], dispute: ["dispute_won"] },
    means(),
  );
  expect(events.map(({ source, type }) => `${source}.${type}`)).toEqual([
    "gateway.payment_declined",
    "dispute.dispute_won",
  ]);
  for (const { data } of events) expect(Object.keys(data).length).toBeGreaterThan(0);
});

it.each([
  [["payment_approved"]],
  [undefined],
  [null],
  [{}],
  [{ gateway: [] }],
  [{ gateway: "payment_approved" }],
  [{ gateway: ["payment_declined"] }],
  [{ gateway: ["payment_approved", "payment_eaten"] }],
  [{ gateway: ["payment_approved"], mbccards: ["payment_approved"] }],
  [{ constructor: ["name"] }],
])("50. a test of %j is refused: a flat list, or types that the workflow is not for", (eventTypes) => {
  expect(codesOf(() => testEvents(workflow(), eventTypes, means()))).toEqual(["event_types_invalid"]);
});

it("a workflow without an event condition is tested with every type of the catalogue", () => {
  const own = workflow({ conditions: [forEntities(["ent_axclravnqf5u5ejkweijnp5zc4"])] });
  expect(testEvents(own, { issuing: ["card_activated"] }, means())).toHaveLength(1);
  expect(codesOf(() => testEvents(own, { issuing: ["card_eaten"] }, means()))).toEqual(["event_types_invalid"]);
});
