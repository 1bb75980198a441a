import { Refusal } from "@understudy/domain";
import type { RoutingTree } from "../../rules/routing-tree.ts";

/** The id of a connector to be made; the path that carries it says less than a routing tree will take. */
export function demandConnectorId(id: string): string {
  if (id.length <= 64) return id;
  throw new Refusal("invalid", "connectorId must have at most 64 characters.", { field: "connectorId" });
}

/** A connector stays with its merchant: its past calls are that merchant's. */
export function demandOwner(connector: { readonly id: string; readonly merchantId: string }, merchantId: string): void {
  const { id, merchantId: owner } = connector;
  if (owner === merchantId) return;
  const message = `${id} belongs to ${owner} and cannot move to ${merchantId}: put a connector with another id there.`;
  throw new Refusal("conflict", message, { field: "merchant_id" });
}

/** A connector that the tree in force names must stay, or the tree would lead nowhere. */
export function demandUnrouted(id: string, tree: RoutingTree | null): void {
  const users = tree?.nodes.filter((node) => node.type === "route" && node.connectors.includes(id)) ?? [];
  if (users.length === 0) return;
  const names = users.map((node) => node.id).join(", ");
  throw new Refusal("conflict", `${id} is named by the routing tree in ${names}: publish a tree without it first.`);
}
