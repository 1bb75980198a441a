import type { Chance } from "./chance.ts";
import { type Connector, type SkipReason, skipReasonOf } from "./connector.ts";
import { defaultCascade } from "./failure.ts";
import { type AskedCondition, ask } from "./routing-condition.ts";
import type { Facts } from "./routing-facts.ts";
import type { RouteNode, RoutingNode, RoutingTree, SplitNode } from "./routing-tree.ts";

/** A node that was asked, its answer, and the node that comes next. */
export interface Visit {
  readonly nodeId: string;
  readonly type: RoutingNode["type"];
  /** Empty for a split and a route. */
  readonly conditions: readonly AskedCondition[];
  /** `then`, `else`, `branch` or `route`. */
  readonly answer: "then" | "else" | "branch" | "route";
  /** The chance in [0, 100) that a split met, null elsewhere. */
  readonly drawn: number | null;
  readonly next: string | null;
}

export interface Skip {
  readonly connectorId: string;
  readonly reason: SkipReason;
}

/** Which connectors a charge goes to, in order, and why. */
export interface Decision {
  readonly visited: readonly Visit[];
  /** The route that was reached; null without a tree. */
  readonly nodeId: string | null;
  readonly candidates: readonly Connector[];
  /** Connectors that cannot take the charge: they are passed over without an attempt. */
  readonly skipped: readonly Skip[];
  readonly cascade: { readonly on: readonly string[]; readonly maxAttempts: number };
}

/**
 * Walks a merchant's tree, or without one takes its connectors in the order of their priority. Writes nothing, so it
 * explains a decision as well as it makes one.
 */
export function decide(
  tree: RoutingTree | null,
  connectors: readonly Connector[],
  facts: Facts,
  chance: Chance,
): Decision {
  if (tree === null) {
    const inOrder = connectors.toSorted((one, other) => one.priority - other.priority || (one.id < other.id ? -1 : 1));
    const all = inOrder.map(({ id }) => id);
    return { visited: [], nodeId: null, ...sift(all, connectors, facts), cascade: cascadeOf(undefined, all.length) };
  }
  const visited: Visit[] = [];
  for (let next = tree.root; ; ) {
    const node = nodeOf(tree, next);
    const visit = visitOf(node, facts, chance);
    visited.push(visit);
    if (node.type === "route") {
      const cascade = cascadeOf(node.cascade, node.connectors.length);
      return { visited, nodeId: node.id, ...sift(node.connectors, connectors, facts), cascade };
    }
    if (visit.next === null || visited.length > tree.nodes.length) throw new Error(`${node.id} leads nowhere.`);
    next = visit.next;
  }
}

/** Whether a charge may meet chance at all; where it does not, no draw need be counted. */
export function meetsChance(tree: RoutingTree | null, connectors: readonly Connector[]): boolean {
  if (tree?.nodes.some(({ type }) => type === "split")) return true;
  return connectors.some(
    ({ declineRate, errorRate, latencyJitterMs }) => declineRate + errorRate + latencyJitterMs > 0,
  );
}

function visitOf(node: RoutingNode, facts: Facts, chance: Chance): Visit {
  const visit = { nodeId: node.id, type: node.type, conditions: [], drawn: null };
  if (node.type === "route") return { ...visit, answer: "route", next: null };
  if (node.type === "split") return { ...visit, answer: "branch", ...draw(node, chance) };
  const conditions = node.all.map((condition) => ask(condition, facts));
  const answer = conditions.every(({ holds }) => holds) ? "then" : "else";
  return { ...visit, conditions, answer, next: node[answer] };
}

function draw({ id, branches }: SplitNode, chance: Chance): { readonly drawn: number; readonly next: string | null } {
  const drawn = chance.roll(`split:${id}`) * 100;
  let upTo = 0;
  const branch = branches.find(({ weight }) => {
    upTo += weight;
    return drawn < upTo;
  });
  return { drawn, next: branch?.to ?? null };
}

function sift(
  ids: readonly string[],
  connectors: readonly Connector[],
  facts: Facts,
): Pick<Decision, "candidates" | "skipped"> {
  const candidates: Connector[] = [];
  const skipped: Skip[] = [];
  for (const connectorId of ids) {
    const connector = connectors.find(({ id }) => id === connectorId);
    const reason = skipReasonOf(connector, facts);
    if (reason) skipped.push({ connectorId, reason });
    else if (connector) candidates.push(connector);
  }
  return { candidates, skipped };
}

function cascadeOf(cascade: RouteNode["cascade"], connectors: number): Decision["cascade"] {
  return { on: cascade?.on ?? defaultCascade, maxAttempts: cascade?.max_attempts ?? connectors };
}

function nodeOf(tree: RoutingTree, wanted: string): RoutingNode {
  const node = tree.nodes.find(({ id }) => id === wanted);
  if (!node) throw new Error(`A stored routing tree leads to ${wanted}, which it does not have.`);
  return node;
}
