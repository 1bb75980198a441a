import { isUniqueViolation, type TokeflowAttemptModel, type TokeflowConnectorModel } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { RoutingTree } from "../rules/routing-tree.ts";
import { later } from "../rules/transaction.ts";
import { holdRouting } from "./merchants.ts";
import type { Page } from "./position.ts";
import { treeOf } from "./routing.ts";

export type Connector = TokeflowConnectorModel;

/** All that may be set of a connector. */
export type ConnectorSettings = Omit<Connector, "sandboxId" | "id" | "merchantId" | "createdAt" | "updatedAt">;

/** One call of a connector, with the transaction that it was for. */
export type ConnectorCall = TokeflowAttemptModel;

export async function get(ctx: Context, id: string): Promise<Connector> {
  const connector = await find(ctx, id);
  if (!connector) throw absentConnector(id);
  return connector;
}

export async function find(ctx: Context, id: string): Promise<Connector | undefined> {
  const where = { sandboxId_id: { sandboxId: ctx.sandbox.id, id } };
  return (await ctx.db.tokeflowConnector.findUnique({ where })) ?? undefined;
}

/** All of the sandbox, or of one merchant, by merchant and in the order in which they are tried without a tree. */
export async function list(ctx: Context, merchantId: string | undefined): Promise<Connector[]> {
  const where = { sandboxId: ctx.sandbox.id, ...(merchantId !== undefined && { merchantId }) };
  return ctx.db.tokeflowConnector.findMany({
    where,
    orderBy: [{ merchantId: "asc" }, { priority: "asc" }, { id: "asc" }],
  });
}

export async function create(
  ctx: Context,
  { id, merchantId }: { readonly id: string; readonly merchantId: string },
  settings: ConnectorSettings,
): Promise<Connector> {
  const key = { sandboxId: ctx.sandbox.id, id, merchantId };
  try {
    return await ctx.db.tokeflowConnector.create({
      data: { ...settings, ...key, createdAt: ctx.now, updatedAt: ctx.now },
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new Refusal("conflict", `${id} was made by somebody else just now. Send the request again to replace it.`);
  }
}

/** Gives a connector new settings, all of them. */
export async function replace(ctx: Context, known: Connector, settings: ConnectorSettings): Promise<Connector> {
  const where = { sandboxId: ctx.sandbox.id, id: known.id };
  const updatedAt = later(known.createdAt, ctx.now);
  const [connector] = await ctx.db.tokeflowConnector.updateManyAndReturn({ where, data: { ...settings, updatedAt } });
  if (!connector)
    throw new Refusal(
      "conflict",
      `${known.id} was deleted by somebody else just now. Send the request again to make it.`,
    );
  return connector;
}

/** Deletes a connector that `judge` finds dispensable to its merchant's tree. */
export async function remove(ctx: Context, id: string, judge: (tree: RoutingTree | null) => void): Promise<void> {
  const { merchantId } = await get(ctx, id);
  await ctx.db.$transaction(async (db) => {
    await holdRouting({ ...ctx, db }, merchantId);
    const key = { sandboxId: ctx.sandbox.id, merchantId };
    const tree = await db.tokeflowRoutingTree.findUnique({ where: { sandboxId_merchantId: key } });
    judge(tree && treeOf(tree));
    const { count } = await db.tokeflowConnector.deleteMany({ where: { sandboxId: ctx.sandbox.id, id } });
    if (count === 0) throw absentConnector(id);
  });
}

/** The connector's own ledger, newest first. */
export async function listCalls(ctx: Context, connectorId: string, { limit, after }: Page): Promise<ConnectorCall[]> {
  return ctx.db.tokeflowAttempt.findMany({
    where: {
      ...{ sandboxId: ctx.sandbox.id, connectorId },
      ...(after && { startedAt: { lte: after.at }, NOT: { startedAt: after.at, id: { gte: after.id } } }),
    },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
    take: limit,
  });
}

function absentConnector(id: string): Refusal {
  return new Refusal("absent", `There is no connector ${id}: listConnectors tells the ids of all connectors.`);
}
