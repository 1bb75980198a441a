import type { TokeflowRoutingTreeModel } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Connector } from "../rules/connector.ts";
import type { RoutingNode, RoutingTree } from "../rules/routing-tree.ts";
import { holdRouting } from "./merchants.ts";

/** Everything that decides where a merchant's charge goes. */
export interface Routing {
  readonly connectors: readonly Connector[];
  readonly tree: RoutingTree | null;
}

/** Read by every creation and written only through the control API, so it is remembered. */
export function routingOf(ctx: Context, merchantId: string): Promise<Routing> {
  return ctx.remember(`routing ${merchantId}`, async () => {
    const where = { sandboxId: ctx.sandbox.id, merchantId };
    const [connectors, tree] = await Promise.all([
      ctx.db.tokeflowConnector.findMany({ where }),
      ctx.db.tokeflowRoutingTree.findUnique({ where: { sandboxId_merchantId: where } }),
    ]);
    return { connectors, tree: tree && treeOf(tree) };
  });
}

/** The next number that chance is drawn with for this merchant. */
export async function nextDraw(ctx: Context, merchantId: string): Promise<bigint> {
  const { draws } = await ctx.db.tokeflowMerchant.update({
    where: { sandboxId_id: { sandboxId: ctx.sandbox.id, id: merchantId } },
    data: { draws: { increment: 1 } },
    select: { draws: true },
  });
  return draws;
}

/** A tree as it was published. */
export interface PublishedTree extends RoutingTree {
  readonly id: string;
  readonly merchantId: string;
  /** Counts the merchant's trees since it last had none. */
  readonly version: number;
  readonly updatedAt: Date;
}

export async function getTree(ctx: Context, merchantId: string): Promise<PublishedTree> {
  const where = { sandboxId_merchantId: { sandboxId: ctx.sandbox.id, merchantId } };
  const row = await ctx.db.tokeflowRoutingTree.findUnique({ where });
  if (!row) throw absentTree(merchantId);
  return { ...row, ...treeOf(row) };
}

/** Replaces the merchant's tree by one that `judge` finds sound with the connectors that the merchant has. */
export async function publish(
  ctx: Context,
  merchantId: string,
  tree: RoutingTree,
  judge: (connectors: readonly Pick<Connector, "id" | "active">[]) => void,
): Promise<PublishedTree> {
  const key = { sandboxId: ctx.sandbox.id, merchantId };
  const data = { root: tree.root, nodes: tree.nodes as object[], updatedAt: ctx.now };
  return ctx.db.$transaction(async (db) => {
    await holdRouting({ ...ctx, db }, merchantId);
    judge(await db.tokeflowConnector.findMany({ where: key, select: { id: true, active: true } }));
    const row = await db.tokeflowRoutingTree.upsert({
      where: { sandboxId_merchantId: key },
      create: { ...key, ...data, id: ctx.newId("rt"), version: 1 },
      update: { ...data, version: { increment: 1 } },
    });
    return { ...row, ...treeOf(row) };
  });
}

export async function removeTree(ctx: Context, merchantId: string): Promise<void> {
  const where = { sandboxId: ctx.sandbox.id, merchantId };
  const { count } = await ctx.db.tokeflowRoutingTree.deleteMany({ where });
  if (count === 0) throw absentTree(merchantId);
}

/** `publish` is the only writer besides the founding, and what it writes was found sound. */
export function treeOf({ root, nodes }: Pick<TokeflowRoutingTreeModel, "root" | "nodes">): RoutingTree {
  return { root, nodes: nodes as unknown as RoutingNode[] };
}

function absentTree(merchantId: string): Refusal {
  const message = `${merchantId} has no routing tree: its connectors are tried by priority. Publish one with putRoutingTree.`;
  return new Refusal("absent", message);
}
