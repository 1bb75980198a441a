import { expect, it, test } from "vitest";
import type { Step } from "./definition.ts";
import { outputsNeeded } from "./outputs-needed.ts";
import { definition, end } from "./turn.fixture.ts";

const of = (step: object, others: Readonly<Record<string, Step>> = {}) =>
  outputsNeeded(definition({ at: step as Step, done: { type: "end", result: {} }, ...others }), "at");
const decision = (when: unknown) => of({ type: "decision", rules: [{ when, next: "done" }], default: "done" });

it("is what the mappings and the conditions of the step name, each step once", () => {
  const input = { a: "$.steps.a.x", b: ["$.steps.b", "$.parameters.c", "$$.steps.d"], e: "$.steps.a" };
  const fixtures = [{ when: { "==": [{ var: "steps.f.g" }, { var: ["input.a", { var: "steps.h" }] }] } }];
  expect(of({ type: "lookup", source: "vat-register", input, fixtures, next: "done" })).toEqual(["a", "b", "f", "h"]);
  const fields = [{ key: "x", type: "text", default: "$.steps.a.x", visibleWhen: { var: "steps.b.y" } }];
  expect(of({ type: "form", fields, next: "done" })).toEqual(["a", "b"]);
  expect(of({ type: "record", action: "read", recordId: "$.steps.a.id", next: "done" })).toEqual(["a"]);
});

it("is what the next step is given too, whichever of them it will be", () => {
  const call: Step = {
    type: "http",
    url: "$.steps.a.url",
    headers: { x: "$.steps.b" },
    body: "$.steps.c",
    next: "done",
  };
  const step = { type: "form", fields: [], next: "done", onError: "call", onAbandon: "last" };
  const last: Step = { type: "end", result: { d: "$.steps.d" } };
  expect(of(step, { call, last })).toEqual(["a", "b", "c"]);
  // It has it by now.
  expect(of(call, { call, last })).toEqual([]);
});

test.each([
  [{ "==": [1, 1] }, []],
  [{ missing: ["steps.a.x", "parameters.y"] }, ["a"]],
  [{ missing_some: [1, ["steps.a.x", "steps.b.x"]] }, ["a", "b"]],
  // Of each item nothing is known but the item.
  [{ some: [{ var: "steps.a.list" }, { "==": [{ var: "" }, "steps.b"] }] }, ["a"]],
  [{ reduce: [{ var: "steps.a" }, { var: "steps.b" }, { var: "steps.c" }] }, ["a", "c"]],
  // Any of them may be meant.
  [{ "!!": [{ var: "" }] }, null],
  [{ "!!": [{ var: [] }] }, null],
  [{ "!!": [{ var: "steps" }] }, null],
  [{ missing: [{ merge: [["steps.a.x"]] }] }, null],
  [{ missing_some: [1, { merge: [["steps.a.x"]] }] }, null],
])("the condition %j asks for %j", (when, keys) => {
  expect(decision(when)).toEqual(keys);
});

it("is everything where a mapping names all steps, and nothing at the end or where there is no step", () => {
  expect(of({ type: "end", result: { all: "$.steps" } })).toBeNull();
  expect(outputsNeeded(definition({ done: end }), null)).toEqual([]);
  expect(outputsNeeded(definition({ done: end }), "gone")).toEqual([]);
});
