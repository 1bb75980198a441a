import fc from "fast-check";
import { expect, it } from "vitest";
import type { Condition, RoutingNode, RoutingTree } from "./routing-tree.ts";
import { demandSoundTree, validateTree } from "./routing-validation.ts";
import { condition, connector, refusalOf } from "./testing.ts";

const connectors = [connector("a"), connector("off", { active: false })];
const end: RoutingNode = { id: "end", type: "route", connectors: ["a"] };
const all = [{ field: "amount", op: "gt", value: 1 }];
const gate = (id: string, then: string, otherwise: string) => condition(id, all, then, otherwise);
const problemsOf = (root: string, ...nodes: RoutingNode[]) =>
  validateTree({ root, nodes }, connectors).map(({ rule, field }) => [rule, field]);

it("accepts a tree whose every path ends in a route, shared branches included", () => {
  const split: RoutingNode = {
    id: "s",
    type: "split",
    branches: [
      { weight: 40, to: "end" },
      { weight: 60, to: "end" },
    ],
  };
  expect(problemsOf("g", gate("g", "s", "end"), split, end)).toEqual([]);
});

it("refuses a circle, however long, and a node that leads to itself", () => {
  expect(problemsOf("g", gate("g", "h", "end"), gate("h", "g", "end"), end)).toEqual([["cycle", "nodes.1.then"]]);
  expect(problemsOf("g", gate("g", "end", "g"), end)).toEqual([["cycle", "nodes.0.else"]]);
});

it("refuses exits that lead nowhere, nodes that nobody reaches, ids used twice and a root that is none", () => {
  expect(problemsOf("g", gate("g", "end", "lost"), end)).toEqual([["unknown_node", "nodes.0.else"]]);
  expect(problemsOf("end", end, gate("g", "end", "end"))).toEqual([["unreachable", "nodes.1"]]);
  expect(problemsOf("end", end, end)).toEqual([["duplicate_id", "nodes.1.id"]]);
  expect(problemsOf("lost", end)).toEqual([["unknown_root", "root"]]);
});

it("refuses weights that are not positive integers with the total of 100", () => {
  for (const weights of [[50, 49], [100, 0], [99.5, 0.5], []]) {
    const split: RoutingNode = { id: "s", type: "split", branches: weights.map((weight) => ({ weight, to: "end" })) };
    expect(problemsOf("s", split, end)[0]).toEqual(["weights", "nodes.0.branches"]);
  }
});

it("refuses routes without connectors, to unknown, inactive or repeated ones, and cascades that make no sense", () => {
  const route = (connectors: string[], cascade?: { on?: string[]; max_attempts?: number }): RoutingNode => {
    return { id: "r", type: "route", connectors, ...(cascade && { cascade }) };
  };
  expect(problemsOf("r", route([]))).toEqual([["connectors", "nodes.0.connectors"]]);
  expect(problemsOf("r", route(["x", "off", "a", "a"]))).toEqual([
    ["unknown_connector", "nodes.0.connectors.0"],
    ["inactive_connector", "nodes.0.connectors.1"],
    ["connectors", "nodes.0.connectors.3"],
  ]);
  expect(problemsOf("r", route(["a"], { on: ["SOFT_DECLINE", "EXPIRED"], max_attempts: 0 }))).toEqual([
    ["cascade", "nodes.0.cascade.on.1"],
    ["cascade", "nodes.0.cascade.max_attempts"],
  ]);
});

it.each<[Condition, string]>([
  [{ field: "colour", op: "eq", value: "red" }, "colour is no field"],
  [{ field: "amount", op: "like", value: 1 }, "like is no op"],
  [{ field: "amount", op: "toString", value: 1 }, "toString is no op"],
  [{ field: "amount", op: "eq", value: "1" }, '"1" does not fit amount eq'],
  [{ field: "amount", op: "prefix", value: "1" }, "prefix cannot be asked of amount"],
  [{ field: "amount", op: "in", value: [] }, "at least one value"],
  [{ field: "amount", op: "in", value: 5 }, "at least one value"],
  [{ field: "amount", op: "between", value: [1] }, "two values"],
  [{ field: "amount", op: "between", value: [2, 1] }, "lowest value is above the highest"],
  [{ field: "country", op: "gt", value: "BR" }, "gt cannot be asked of country"],
  [{ field: "payment_method", op: "eq", value: "card" }, '"card" does not fit payment_method eq'],
  [{ field: "card_brand", op: "in", value: ["visa", "Visa"] }, '"Visa" does not fit card_brand in'],
  [{ field: "card_bin", op: "prefix", value: "4x" }, '"4x" does not fit card_bin prefix'],
  [{ field: "metadata.tier", op: "gt", value: "gold" }, '"gold" does not fit metadata.tier gt'],
  [{ field: "metadata.tier", op: "eq", value: undefined }, "does not fit metadata.tier eq"],
])("refuses the condition %j", (wrong, message) => {
  const node = condition("g", [wrong], "end", "end");
  const [problem] = validateTree({ root: "g", nodes: [node, end] }, connectors);
  expect(problem).toMatchObject({ nodeId: "g", rule: "condition", field: "nodes.0.all.0" });
  expect(problem?.message).toContain(message);
});

it("tells all problems in one refusal", () => {
  const tree: RoutingTree = { root: "r", nodes: [{ id: "r", type: "route", connectors: ["x", "off"] }] };
  const { code, details } = refusalOf(() => demandSoundTree(tree, connectors));
  expect(code).toBe("invalid");
  expect(details.fields).toEqual({
    "nodes.0.connectors.0": ["r: the merchant has no connector x."],
    "nodes.0.connectors.1": ["r: connector off is not active."],
  });
  expect(() => demandSoundTree({ root: "end", nodes: [end] }, connectors)).not.toThrow();
});

it("walks a long chain", () => {
  const chain = Array.from({ length: 20_000 }, (_, n) => gate(`n${n}`, n === 19_999 ? "end" : `n${n + 1}`, "end"));
  expect(problemsOf("n0", ...chain.slice(19_000), end)[0]).toEqual(["unknown_root", "root"]);
  expect(problemsOf("n19000", ...chain.slice(19_000), end)).toEqual([]);
});

it("finds a circle exactly when some walk from the root would not end", () => {
  const size = 6;
  const exits = fc.array(fc.tuple(fc.nat(size), fc.nat(size)), { minLength: size, maxLength: size });
  fc.assert(
    fc.property(exits, (pairs) => {
      const gates = pairs.map(([one, other], index) => gate(`n${index}`, `n${one}`, `n${other}`));
      const ends = (node: number, steps: number): boolean =>
        node === size || (steps <= size && (pairs[node] ?? []).every((next) => ends(next, steps + 1)));
      const found = problemsOf("n0", ...gates, { ...end, id: `n${size}` });
      expect(found.some(([rule]) => rule === "cycle")).toBe(!ends(0, 0));
    }),
    { numRuns: 500 },
  );
});
