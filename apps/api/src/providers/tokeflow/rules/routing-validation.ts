import { Refusal } from "@understudy/domain";
import type { Connector } from "./connector.ts";
import { failureCategories, isCascadeTrigger } from "./failure.ts";
import { problemOf } from "./routing-condition.ts";
import { exitsOf, type RouteNode, type RoutingNode, type RoutingTree } from "./routing-tree.ts";

export type TreeRule =
  | "unknown_root"
  | "duplicate_id"
  | "unknown_node"
  | "cycle"
  | "unreachable"
  | "condition"
  | "weights"
  | "connectors"
  | "unknown_connector"
  | "inactive_connector"
  | "cascade";

export interface TreeProblem {
  /** Null when the tree as a whole is at fault. */
  readonly nodeId: string | null;
  readonly rule: TreeRule;
  /** The place by its wire name: `nodes.2.branches.0.to`. */
  readonly field: string;
  readonly message: string;
}

type ConnectorState = Pick<Connector, "id" | "active">;

/** Throws one refusal that tells every problem of the tree by its place. */
export function demandSoundTree(tree: RoutingTree, connectors: readonly ConnectorState[]): void {
  const problems = validateTree(tree, connectors);
  if (problems.length === 0) return;
  const fields: Record<string, string[]> = {};
  for (const { field, message } of problems) fields[field] = [...(fields[field] ?? []), message];
  throw new Refusal("invalid", problems.map(({ message }) => message).join(" "), { fields });
}

/**
 * Every problem of a tree. A tree without one ends in a route whatever is asked of it: all of its exits lead to nodes,
 * none leads back, and only routes have no exit (providers/tokeflow.md 5.6).
 */
export function validateTree(tree: RoutingTree, connectors: readonly ConnectorState[]): readonly TreeProblem[] {
  const problems = tree.nodes.flatMap((node, index) =>
    [...problemsOf(node, connectors), ...problemsOfPlace(tree, node, index)].map(({ place, ...problem }) => ({
      ...problem,
      nodeId: node.id,
      field: place === "" ? `nodes.${index}` : `nodes.${index}.${place}`,
    })),
  );
  if (tree.nodes.some(({ id }) => id === tree.root)) return [...problems, ...problemsOfPaths(tree)];
  const message = `The root ${tree.root} is not a node of the tree.`;
  return [{ nodeId: null, rule: "unknown_root", field: "root", message }, ...problems];
}

/** A problem before its node is named. */
type Finding = Pick<TreeProblem, "rule" | "message"> & { readonly place: string };

function problemsOf(node: RoutingNode, connectors: readonly ConnectorState[]): readonly Finding[] {
  if (node.type === "route") return problemsOfRoute(node, connectors);
  if (node.type === "split") {
    const total = node.branches.reduce((sum, { weight }) => sum + weight, 0);
    const isWhole = node.branches.every(({ weight }) => Number.isInteger(weight) && weight > 0);
    if (isWhole && total === 100) return [];
    const message = `The weights of ${node.id} must be positive integers that total 100; they total ${total}.`;
    return [{ rule: "weights", place: "branches", message }];
  }
  if (node.all.length === 0)
    return [{ rule: "condition", place: "all", message: `${node.id} must ask at least one condition.` }];
  return node.all.flatMap((condition, index) => {
    const message = problemOf(condition);
    return message ? [{ rule: "condition" as const, place: `all.${index}`, message: `${node.id}: ${message}` }] : [];
  });
}

function problemsOfRoute(node: RouteNode, connectors: readonly ConnectorState[]): readonly Finding[] {
  const findings: Finding[] = [];
  const find = (rule: TreeRule, place: string, message: string) => findings.push({ rule, place, message });
  if (node.connectors.length === 0) find("connectors", "connectors", `${node.id} must name at least one connector.`);
  for (const [index, id] of node.connectors.entries()) {
    const place = `connectors.${index}`;
    const connector = connectors.find((other) => other.id === id);
    if (!connector) find("unknown_connector", place, `${node.id}: the merchant has no connector ${id}.`);
    else if (!connector.active) find("inactive_connector", place, `${node.id}: connector ${id} is not active.`);
    if (node.connectors.indexOf(id) !== index) find("connectors", place, `${node.id} names ${id} twice.`);
  }
  const { on = [], max_attempts: maxAttempts = 1 } = node.cascade ?? {};
  for (const [index, word] of on.entries()) {
    const known = `a failure code or one of ${failureCategories.filter(isCascadeTrigger).join(", ")}`;
    if (!isCascadeTrigger(word)) find("cascade", `cascade.on.${index}`, `${node.id}: ${word} is not ${known}.`);
  }
  if (!Number.isInteger(maxAttempts) || maxAttempts < 1)
    find("cascade", "cascade.max_attempts", `${node.id}: max_attempts must be at least 1.`);
  return findings;
}

function problemsOfPlace({ nodes }: RoutingTree, node: RoutingNode, index: number): readonly Finding[] {
  const isSecond = nodes.findIndex(({ id }) => id === node.id) !== index;
  const duplicate: Finding = { rule: "duplicate_id", place: "id", message: `Two nodes have the id ${node.id}.` };
  const lost = exitsOf(node).filter(({ to }) => !nodes.some(({ id }) => id === to));
  return [
    ...(isSecond ? [duplicate] : []),
    ...lost.map(({ to, place }): Finding => {
      return { rule: "unknown_node", place, message: `${node.id} leads to ${to}, which is not a node of the tree.` };
    }),
  ];
}

/** Walks depth first without recursion: a tree may be one long chain. */
function problemsOfPaths({ root, nodes }: RoutingTree): readonly TreeProblem[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const indexOf = new Map(nodes.map(({ id }, index) => [id, index]));
  const problems: TreeProblem[] = [];
  const state = new Map<string, "open" | "done">();
  const steps: { readonly id: string; readonly leave: boolean }[] = [{ id: root, leave: false }];
  for (let step = steps.pop(); step; step = steps.pop()) {
    const { id, leave } = step;
    if (leave) state.set(id, "done");
    if (leave || state.has(id)) continue;
    state.set(id, "open");
    steps.push({ id, leave: true });
    const node = byId.get(id);
    for (const { to, place } of node ? exitsOf(node) : []) {
      const message = `${id} leads back to ${to}: a charge would go round in circles.`;
      const field = `nodes.${indexOf.get(id)}.${place}`;
      if (state.get(to) === "open") problems.push({ nodeId: id, rule: "cycle", field, message });
      else if (byId.has(to)) steps.push({ id: to, leave: false });
    }
  }
  for (const [index, { id }] of nodes.entries()) {
    const message = `${id} cannot be reached from ${root}: link or remove it.`;
    if (!state.has(id)) problems.push({ nodeId: id, rule: "unreachable", field: `nodes.${index}`, message });
  }
  return problems;
}
