import { expect, test } from "vitest";
import type { Definition, Step } from "../rules/definition.ts";
import type { StepRun } from "../rules/execution.ts";
import { wayAt } from "./way.ts";

const form = (next: string, ways = {}): Step => ({ type: "form", fields: [], next, ...ways });
const choose = (...keys: readonly string[]): Step => ({
  ...{ type: "decision", rules: keys.slice(1).map((next) => ({ when: true, next })), default: keys[0] ?? "" },
});
const end: Step = { type: "end", result: {} };
const drawn = (steps: Readonly<Record<string, Step>>) => ({ steps, start: "a" }) as unknown as Definition;
const passed = (...steps: readonly string[]) => steps.map((step) => ({ step })) as unknown as StepRun[];

test("a straight way is known to its end, whatever lies between", () => {
  const lookup: Step = { type: "lookup", source: "vat-register", input: {}, next: "c", onError: "b" };
  const definition = drawn({ a: form("b"), b: form("x"), x: lookup, c: form("done"), done: end });
  expect(wayAt(definition, passed("a"), "a")).toEqual({ done: [], ahead: ["b", "c"] });
  expect(wayAt(definition, passed("a", "b", "x", "c"), "c")).toEqual({ done: ["a", "b"], ahead: [] });
});

test("where it depends on a decision, nobody knows, unless all ways ask for the same", () => {
  const steps = { a: form("x"), b: form("done"), c: form("done"), done: end };
  expect(wayAt(drawn({ ...steps, x: choose("b", "c") }), [], "a").ahead).toBeNull();
  expect(wayAt(drawn({ ...steps, x: choose("b", "y"), y: choose("b") }), [], "a").ahead).toEqual(["b"]);
});

test("a way that may come back is not counted, and a step that is done twice counts once", () => {
  const definition = drawn({ a: form("b"), b: form("x"), x: choose("a", "done"), done: end });
  expect(wayAt(definition, [], "a").ahead).toBeNull();
  expect(wayAt(definition, passed("a", "b", "a", "b"), "b").done).toEqual(["a"]);
  const again = drawn({ a: form("done", { onError: "a" }), done: end });
  expect(wayAt(again, passed("a", "a"), "a")).toEqual({ done: [], ahead: [] });
});

test("a way of many forks is judged at once", () => {
  const forks = Array.from({ length: 40 }, (_, index): [string, Step][] => [
    [`x${index}`, choose(`l${index}`, `r${index}`)],
    [`l${index}`, choose(`x${index + 1}`)],
    [`r${index}`, choose(`x${index + 1}`)],
  ]);
  const definition = drawn({ a: form("x0"), ...Object.fromEntries(forks.flat()), x40: form("done"), done: end });
  expect(wayAt(definition, [], "a").ahead).toEqual(["x40"]);
});
