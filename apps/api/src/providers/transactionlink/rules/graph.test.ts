import { describe, expect, it } from "vitest";
import type { Step } from "./definition.ts";
import {
  cyclesWithoutWait,
  edgesOf,
  executionTypeOf,
  personAhead,
  reachableSteps,
  stepAt,
  stepsAfter,
  stepsFrom,
  stepsWithoutEnd,
} from "./graph.ts";
import { definitionOf, end, form, lookup, wait } from "./problems/testing.ts";

const decision = (rules: string[], otherwise: string): Step => ({
  ...{ type: "decision", default: otherwise },
  rules: rules.map((next) => ({ when: true, next })),
});

it("every way out of a step is an edge", () => {
  const person: Step = { type: "bank_account", flow: "redirect", next: "a", onError: "b", onAbandon: "c" };
  expect(edgesOf(person).map(({ field, to }) => `${field} ${to}`)).toEqual(["next a", "onError b", "onAbandon c"]);
  const decide = edgesOf(decision(["a", "b"], "c")).map(({ field, to }) => `${field} ${to}`);
  expect(decide).toEqual(["rules.0.next a", "rules.1.next b", "default c"]);
  expect(edgesOf({ type: "wait", for: "x", timeout: "P1D", onTimeout: "b", next: "a" })).toHaveLength(2);
  expect(edgesOf(lookup("a", "b"))).toHaveLength(2);
  expect(edgesOf(end)).toEqual([]);
});

const branching = definitionOf({
  first: decision(["ask"], "check"),
  ask: form("check"),
  check: lookup("done", "manual"),
  manual: wait("done"),
  done: end,
  alone: form("done"),
});

it("steps are reached by any way, and those that no way leads to are not", () => {
  expect([...reachableSteps(branching)].sort()).toEqual(["ask", "check", "done", "first", "manual"]);
  expect([...stepsFrom(branching, "check")].sort()).toEqual(["check", "done", "manual"]);
  expect([...stepsAfter(branching, "manual")]).toEqual(["done"]);
  expect(stepsAfter(branching, "done").size).toBe(0);
});

it("a step stands ahead of itself only where the way comes back to it", () => {
  const round = definitionOf({ ask: form("check"), check: lookup("done", "ask"), done: end });
  expect(stepsAfter(round, "ask").has("ask")).toBe(true);
  expect(stepsAfter(round, "done").has("done")).toBe(false);
});

it("a person is ahead at a step for persons and wherever one can still be reached", () => {
  expect(personAhead(branching, "first")).toBe(true);
  expect(personAhead(branching, "ask")).toBe(true);
  expect(personAhead(branching, "check")).toBe(false);
  expect(personAhead(branching, "nowhere")).toBe(false);
});

it("15: a definition without a reachable step for persons is a background one, all others are interactive", () => {
  expect(executionTypeOf(branching)).toBe("INTERACTIVE");
  expect(executionTypeOf({ ...branching, start: "check" })).toBe("BACKGROUND");
});

describe("cycles", () => {
  it("one of automatic steps goes round for ever", () => {
    const round = definitionOf({ a: lookup("b", "done"), b: lookup("c"), c: lookup("done", "a"), done: end });
    expect(cyclesWithoutWait(round)).toEqual([["a", "b", "c"]]);
    expect(cyclesWithoutWait(definitionOf({ a: lookup("a", "done"), done: end }))).toEqual([["a"]]);
  });

  it("one that waits for a person or an event does not", () => {
    expect(cyclesWithoutWait(definitionOf({ a: lookup("done", "b"), b: form("a"), done: end }))).toEqual([]);
    expect(cyclesWithoutWait(definitionOf({ a: lookup("done", "b"), b: wait("a"), done: end }))).toEqual([]);
  });

  it("each of two is told, also where they share a step", () => {
    const steps = { a: decision(["b", "c"], "done"), b: lookup("a"), c: lookup("a"), done: end };
    expect(cyclesWithoutWait(definitionOf(steps))).toEqual([
      ["a", "b"],
      ["c", "a"],
    ]);
  });
});

it("an end cannot be reached from steps that only lead to each other", () => {
  const stuck = definitionOf({ a: lookup("done", "b"), b: wait("c"), c: form("b"), done: end });
  expect(stepsWithoutEnd(stuck)).toEqual(["b", "c"]);
});

it("where a way leads to no step, nobody knows whether it ends", () => {
  expect(stepsWithoutEnd(definitionOf({ a: lookup("b"), b: lookup("don"), done: end }))).toEqual([]);
});

it("a step is there by its own key only", () => {
  expect(stepAt(branching, "constructor")).toBeUndefined();
  const odd = definitionOf({ constructor: lookup("toString"), toString: end });
  expect(stepsFrom(odd, "constructor").size).toBe(2);
  expect(stepsFrom(odd, "valueOf").size).toBe(0);
});

it("a hundred steps that all lead to each other are read at once", () => {
  const keys = Array.from({ length: 99 }, (_, index) => `s${index}`);
  const steps = Object.fromEntries(keys.map((key) => [key, decision(keys, "done")]));
  const definition = definitionOf({ ...steps, done: end });
  expect(cyclesWithoutWait(definition).length).toBeGreaterThan(0);
  expect(keys.map((key) => stepsAfter(definition, key).size)).toEqual(keys.map(() => 100));
});
