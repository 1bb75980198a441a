import { expect, it } from "vitest";
import { type GivenCondition, readCondition } from "./condition.ts";
import { demand } from "./problems.ts";
import { codesOf, forChannels, forEntities, forEvents, givenCondition, refusalOf } from "./testing.ts";

const read = (given: GivenCondition) => demand((find) => readCondition(given, "", find));
const entity = "ent_axclravnqf5u5ejkweijnp5zc4";
const channel = "pc_axclravnqf5u5ejkweijnp5zc4";

it("20. event types come back in alphabetical order and once each, source by source", () => {
  const events = {
    gateway: ["payment_voided", "payment_approved", "payment_voided", "card_verified"],
    dispute: ["dispute_won", "dispute_lost"],
  };
  const sorted = {
    gateway: ["card_verified", "payment_approved", "payment_voided"],
    dispute: ["dispute_lost", "dispute_won"],
  };
  expect(read(forEvents(events))).toEqual({ type: "event", events: sorted });
});

it.each([
  { shop: ["payment_approved"] },
  { gateway: ["payment_approved", "payment_eaten"] },
  { gateway: ["dispute_won"] },
  { gateway: [] },
  { gateway: "payment_approved" },
  { gateway: [7] },
  [["payment_approved"]],
  "gateway",
])("58. %j is refused: an unknown source or type, or none", (events) => {
  expect(codesOf(() => read(forEvents(events)))).toEqual(["events_invalid"]);
});

it.each([undefined, null, {}])("an event condition without events is refused: %j", (events) => {
  expect(codesOf(() => read(forEvents(events)))).toEqual(["events_required"]);
});

it("reads a source by the name that no event can have", () => {
  const events = JSON.parse('{"__proto__": ["payment_approved"]}');
  expect(codesOf(() => read(forEvents(events)))).toEqual(["events_invalid"]);
});

it("reads entities and channels of any account, in the order given", () => {
  const others = ["ent_zzclravnqf5u5ejkweijnp5zc4", entity];
  expect(read(forEntities(others))).toEqual({ type: "entity", entities: others });
  expect(read(forChannels([channel]))).toEqual({ type: "processing_channel", processingChannels: [channel] });
});

it.each([
  [forEntities([]), "entities_required"],
  [forEntities(null), "entities_required"],
  [forEntities([channel]), "entities_invalid"],
  [forEntities([entity, 1]), "entities_invalid"],
  [forEntities(entity), "entities_invalid"],
  [forChannels(undefined), "processing_channels_required"],
  [forChannels([entity]), "processing_channels_invalid"],
])("refuses %j with %s", (given, code) => {
  expect(codesOf(() => read(given))).toEqual([code]);
});

it.each([undefined, "processing-channel", "Event", 3])("refuses the type %j", (type) => {
  expect(codesOf(() => read(givenCondition({ type })))).toEqual(["condition_type_invalid"]);
});

it("names the source that is at fault", () => {
  const { details } = refusalOf(() => read(forEvents({ gateway: ["card_verified"], dispute: ["x"] })));
  expect(Object.keys(details.fields ?? {})).toEqual(["events.dispute"]);
});
