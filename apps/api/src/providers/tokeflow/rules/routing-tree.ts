/** The tree as it is written and read, fields included (providers/tokeflow.md 5.6). */
export interface RoutingTree {
  /** The id of the node that is asked first. */
  readonly root: string;
  readonly nodes: readonly RoutingNode[];
}

export type RoutingNode = ConditionNode | SplitNode | RouteNode;

/** Goes to `then` when all conditions hold, else to `else`. */
export interface ConditionNode {
  readonly id: string;
  readonly type: "condition";
  readonly all: readonly Condition[];
  readonly then: string;
  readonly else: string;
}

/** Goes to one of its branches by chance; the weights are percentages. */
export interface SplitNode {
  readonly id: string;
  readonly type: "split";
  readonly branches: readonly { readonly weight: number; readonly to: string }[];
}

/** Ends a path: these connectors, in this order. */
export interface RouteNode {
  readonly id: string;
  readonly type: "route";
  readonly connectors: readonly string[];
  /** Which failures (categories or codes) go on to the next connector, and how many connectors are asked at most. */
  readonly cascade?: { readonly on?: readonly string[]; readonly max_attempts?: number };
}

export interface Condition {
  /** One of `routingFields`, or `metadata.` and a path. */
  readonly field: string;
  readonly op: string;
  readonly value: unknown;
}

/** The nodes that a node may lead to, with the place in it that says so. */
export function exitsOf(node: RoutingNode): readonly { readonly to: string; readonly place: string }[] {
  if (node.type === "route") return [];
  if (node.type === "split") return node.branches.map(({ to }, index) => ({ to, place: `branches.${index}.to` }));
  return [
    { to: node.then, place: "then" },
    { to: node.else, place: "else" },
  ];
}
