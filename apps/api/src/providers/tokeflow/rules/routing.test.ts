import { expect, it } from "vitest";
import { describeCard } from "./card.ts";
import { chance } from "./chance.ts";
import { decide, meetsChance } from "./routing.ts";
import { ask } from "./routing-condition.ts";
import { factsOf } from "./routing-facts.ts";
import type { Condition, RoutingTree } from "./routing-tree.ts";
import { at, condition, connector, draft } from "./testing.ts";

const tree: RoutingTree = {
  root: "node_1",
  nodes: [
    condition(
      "node_1",
      [
        { field: "payment_method", op: "in", value: ["credit_card", "debit_card"] },
        { field: "country", op: "eq", value: "BR" },
      ],
      "node_2",
      "node_3",
    ),
    { id: "node_2", type: "route", connectors: ["a", "b"], cascade: { on: ["SOFT_DECLINE"], max_attempts: 3 } },
    {
      id: "node_3",
      type: "split",
      branches: [
        { weight: 70, to: "node_2" },
        { weight: 30, to: "node_4" },
      ],
    },
    { id: "node_4", type: "route", connectors: ["b"] },
  ],
};
const connectors = [connector("a", { priority: 2 }), connector("b", { priority: 1 })];
const facts = (changes = {}) =>
  factsOf(draft({ metadata: { tier: "gold", deep: { n: 3 } }, ...changes }), describeCard(at(0)));

it("asks node after node and tells what each was asked and answered", () => {
  const decision = decide(tree, connectors, facts(), chance("seed", 1));
  expect(decision.visited).toEqual([
    {
      nodeId: "node_1",
      type: "condition",
      conditions: [
        { field: "payment_method", op: "in", value: ["credit_card", "debit_card"], actual: "credit_card", holds: true },
        { field: "country", op: "eq", value: "BR", actual: "BR", holds: true },
      ],
      answer: "then",
      drawn: null,
      next: "node_2",
    },
    { nodeId: "node_2", type: "route", conditions: [], answer: "route", drawn: null, next: null },
  ]);
  expect(decision).toMatchObject({ nodeId: "node_2", cascade: { on: ["SOFT_DECLINE"], maxAttempts: 3 } });
  expect(decision.candidates.map(({ id }) => id)).toEqual(["a", "b"]);
});

it("goes to ELSE unless all conditions hold", () => {
  const { visited } = decide(tree, connectors, facts({ country: "PT" }), chance("seed", 1));
  expect(visited.map(({ nodeId, answer }) => [nodeId, answer])).toEqual([
    ["node_1", "else"],
    ["node_3", "branch"],
    [expect.stringMatching(/node_[24]/), "route"],
  ]);
});

it("splits by weight, and the same draw the same way", () => {
  const nodeOf = (draw: number) => decide(tree, connectors, facts({ country: "PT" }), chance("seed", draw)).nodeId;
  const nodes = Array.from({ length: 2000 }, (_, draw) => nodeOf(draw));
  expect(nodes.filter((id) => id === "node_2").length / 2000).toBeCloseTo(0.7, 1);
  expect(nodes.slice(0, 50)).toEqual(Array.from({ length: 50 }, (_, draw) => nodeOf(draw)));
});

it("passes over connectors that cannot take the charge and says why", () => {
  const route = { id: "n", type: "route", connectors: ["off", "eur", "pix", "gone", "a"] } as const;
  const all = [
    connector("off", { active: false }),
    connector("eur", { currencies: ["EUR"] }),
    connector("pix", { paymentMethods: ["pix"] }),
    ...connectors,
  ];
  const { candidates, skipped } = decide({ root: "n", nodes: [route] }, all, facts(), chance("seed", 1));
  expect(candidates.map(({ id }) => id)).toEqual(["a"]);
  expect(skipped).toEqual([
    { connectorId: "off", reason: "inactive" },
    { connectorId: "eur", reason: "currency" },
    { connectorId: "pix", reason: "payment_method" },
    { connectorId: "gone", reason: "unknown" },
  ]);
});

it("without a tree takes the connectors by priority and cascades on what is not final", () => {
  const decision = decide(null, connectors, facts(), chance("seed", 1));
  expect(decision).toMatchObject({ visited: [], nodeId: null, skipped: [] });
  expect(decision.candidates.map(({ id }) => id)).toEqual(["b", "a"]);
  expect(decision.cascade).toEqual({ on: ["SOFT_DECLINE", "TECHNICAL", "CONFIGURATION"], maxAttempts: 2 });
});

it("knows whether a charge can meet chance", () => {
  expect(meetsChance(tree, connectors)).toBe(true);
  expect(meetsChance(null, connectors)).toBe(false);
  expect(meetsChance(null, [connector("a", { latencyJitterMs: 5 })])).toBe(true);
});

it.each<[string, string, unknown, boolean]>([
  ["amount", "gt", 14_999, true],
  ["amount", "gt", 15_000, false],
  ["amount", "gte", 15_000, true],
  ["amount", "lt", 15_000, false],
  ["amount", "lte", 15_000, true],
  ["amount", "between", [15_000, 20_000], true],
  ["amount", "between", [15_001, 20_000], false],
  ["currency", "ne", "USD", true],
  ["currency", "not_in", ["USD", "BRL"], false],
  ["card_bin", "eq", "411111", true],
  ["card_bin", "eq", "41111112", false],
  ["card_bin", "between", ["400000", "499999"], true],
  ["card_bin", "prefix", "51", false],
  ["card_bin", "in", ["510000", 4111], true],
  ["card_brand", "eq", "visa", true],
  ["risk_score", "gte", 0, false],
  ["risk_score", "eq", 0, false],
  ["risk_score", "ne", 0, true],
  ["installments.count", "gt", 1, true],
  ["metadata.tier", "eq", "gold", true],
  ["metadata.tier", "prefix", "go", true],
  ["metadata.deep.n", "gt", 2, true],
  ["metadata.deep", "ne", "x", true],
  ["metadata.constructor", "eq", "x", false],
  ["wallet_type", "in", ["apple_pay"], false],
])("%s %s %j holds: %s", (field, op, value, holds) => {
  const asked: Condition = { field, op, value };
  expect(ask(asked, facts({ installments: { count: 3 } })).holds).toBe(holds);
});

it("does not guess the digits of a BIN that it does not have", () => {
  const amex = factsOf(draft(), describeCard(at(0), "378282246310005"));
  for (const op of ["eq", "gte", "lte"])
    expect(ask({ field: "card_bin", op, value: "37828224" }, amex).holds).toBe(false);
  expect(ask({ field: "card_bin", op: "eq", value: "378282" }, amex).holds).toBe(true);
});
