import { expect, test } from "vitest";
import { consentModeOf } from "./consent.ts";
import type { Consent } from "./workflow.ts";

const modes = (configuration: Readonly<Record<string, unknown>> | null) =>
  (["implicit", "explicit"] as const).map((mode: Consent["mode"]) =>
    consentModeOf(configuration, { consent: { mode, text: "I agree." } }),
  );

test.each([
  [{ type: "explicit" }],
  [{ mode: "EXPLICIT", text: "I agree." }],
  [{ explicit: true }],
  [{ isExplicit: true }],
  [{ explicit_consent: true }],
  [{ implicit: false }],
  [{ explicit: "true" }],
  [{ explicit: " TRUE " }],
  [{ implicit: "false" }],
  [{ explicit: {} }],
  [{ explicit: { text: "I agree.", version: 2 } }],
  [{ implicit: { text: "Going on is to agree." }, explicit: { text: "I agree." } }],
  [{ kind: "implicit", explicit: true }],
])("OD-11: %j asks for a tick", (consent) => {
  expect(modes({ consent })).toEqual(["explicit", "explicit"]);
});

test.each([
  [{ type: "implicit" }],
  [{ explicit: false }],
  [{ explicit: "false" }],
  [{ is_implicit: true }],
  [{ implicit: { text: "Going on is to agree." } }],
])("OD-11: %j does not", (consent) => {
  expect(modes({ consent })).toEqual(["implicit", "implicit"]);
});

test.each([
  [null],
  [{}],
  [{ consent: {} }],
  [{ consent: { text: "Explicit it is not.", required: true } }],
  [{ consent: { note: "this is not explicit" } }],
  [{ consent: { note: { explicit: true } } }],
  [{ consent: { explicit: null, implicit: "" } }],
  [{ consent: 5 }],
])("OD-11: %j leaves it to the workflow", (configuration) => {
  expect(modes(configuration)).toEqual(["implicit", "explicit"]);
});
