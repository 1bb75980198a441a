import { expect, it } from "vitest";
import { readReflow, reflowableSince } from "./reflow.ts";
import { at, codesOf } from "./testing.ts";

const event = "evt_az5sblvku4ge3dwpztvyizgcau";
const payment = "pay_wlu3wxc26jounofs5iez75qaqa";
const workflow = "wf_c7svxlvo2bbuva4f6s3xu4f7wm";
const day = 24 * 60 * 60;

it("47. a reflow reaches back for 90 days", () => {
  expect(reflowableSince(at(90 * day))).toEqual(at(0));
});

it("45. names events or subjects, and the workflows if only some are meant", () => {
  expect(readReflow({ events: [event, event] })).toEqual({ eventIds: [event] });
  expect(readReflow({ subjects: [payment, "dsp_9rjdlsd4epepfjyyf9vl"], workflows: [workflow] })).toEqual({
    subjectIds: [payment, "dsp_9rjdlsd4epepfjyyf9vl"],
    workflowIds: [workflow],
  });
});

it.each([[null], [[]]])("45. %j as workflows names none, so every matching one is meant", (workflows) => {
  expect(readReflow({ events: [event], workflows })).toEqual({ eventIds: [event] });
});

it.each([{}, { events: [] }, { events: event }, { workflows: [workflow] }])(
  "48. %j is refused: it names nothing to send again",
  (body) => {
    expect(codesOf(() => readReflow(body))).toEqual(["event_ids_invalid"]);
  },
);

it("49. malformed ids are refused, all kinds of them in one answer", () => {
  const both = { events: ["not_found"], workflows: ["wf_1"] };
  expect(codesOf(() => readReflow(both))).toEqual(["event_ids_invalid", "workflow_ids_invalid"]);
  expect(codesOf(() => readReflow({ events: [event, 5] }))).toEqual(["event_ids_invalid"]);
  expect(codesOf(() => readReflow({ events: [event], workflows: workflow }))).toEqual(["workflow_ids_invalid"]);
  expect(codesOf(() => readReflow({ subjects: ["nobody"] }))).toEqual(["subject_ids_invalid"]);
});

it("events and subjects at once are refused", () => {
  expect(codesOf(() => readReflow({ events: [event], subjects: [payment] }))).toEqual(["event_ids_invalid"]);
});
