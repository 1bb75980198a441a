import { randomUUID } from "node:crypto";
import type { TokeflowMerchantModel } from "@understudy/database";
import { query, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { newestFirst, olderThan, type Page } from "./position.ts";

export interface MerchantSpec {
  readonly id: string;
  readonly organizationId: string;
  readonly name: string;
  readonly city: string;
  readonly seed: string;
  readonly connectorIds: readonly [string, string];
}

/** A merchant without connectors cannot charge, so each comes with two, and with a routing tree over them. */
export async function addMerchant(ctx: Context, { connectorIds, ...spec }: MerchantSpec): Promise<void> {
  const { db, sandbox, now } = ctx;
  const [first, second] = connectorIds;
  await db.tokeflowMerchant.create({
    data: { ...spec, sandboxId: sandbox.id, pixKey: randomUUID(), createdAt: now },
  });
  const common = {
    sandboxId: sandbox.id,
    merchantId: spec.id,
    paymentMethods: ["credit_card", "debit_card", "pix", "boleto", "wallet"],
    feeBasisPoints: 30,
    createdAt: now,
    updatedAt: now,
  };
  await db.tokeflowConnector.createMany({
    data: [
      { ...common, id: first, providerSlug: "acquirer_a", priority: 1, latencyMs: 240 },
      { ...common, id: second, providerSlug: "acquirer_b", priority: 2, latencyMs: 310 },
    ],
  });
  await db.tokeflowRoutingTree.create({
    data: {
      sandboxId: sandbox.id,
      merchantId: spec.id,
      id: ctx.newId("rt"),
      version: 1,
      ...firstTree([first, second]),
      updatedAt: now,
    },
  });
}

/** Cards fall back on soft declines and technical errors, everything else on technical errors alone. */
function firstTree(connectors: readonly string[]) {
  return {
    root: "node_1",
    nodes: [
      {
        id: "node_1",
        type: "condition",
        all: [{ field: "payment_method", op: "in", value: ["credit_card", "debit_card"] }],
        then: "node_2",
        else: "node_3",
      },
      {
        id: "node_2",
        type: "route",
        connectors,
        cascade: { on: ["SOFT_DECLINE", "TECHNICAL"], max_attempts: 3 },
      },
      { id: "node_3", type: "route", connectors, cascade: { on: ["TECHNICAL"], max_attempts: 2 } },
    ],
  };
}

export type Merchant = TokeflowMerchantModel;

/** A merchant of the caller's organization; one that is not there is refused by the field that named it. */
export function requireMerchant(ctx: Context, merchantId: string, field = "merchant_id"): Promise<Merchant> {
  return ctx.remember(`merchant ${merchantId}`, async () => {
    const where = { sandboxId_id: { sandboxId: ctx.sandbox.id, id: merchantId } };
    const merchant = await ctx.db.tokeflowMerchant.findUnique({ where });
    // Thrown in here, because a failure is not remembered: callers can name any number of merchants that are not there.
    if (!merchant) throw new Refusal("invalid", `There is no merchant ${merchantId}.`, { field });
    return merchant;
  });
}

/** The merchant that a path names. */
export async function get(ctx: Context, id: string): Promise<Merchant> {
  const where = { sandboxId_id: { sandboxId: ctx.sandbox.id, id } };
  const merchant = await ctx.db.tokeflowMerchant.findUnique({ where });
  if (!merchant) throw absentMerchant(id);
  return merchant;
}

/** The merchant that a field of a body names, or the one that came with the sandbox. */
export async function namedOrFirst(ctx: Context, id: string | undefined, field?: string): Promise<Merchant> {
  return id === undefined ? first(ctx) : requireMerchant(ctx, id, field);
}

/** Told by its time, which is its organization's: a clock that was set back can make a later merchant look older. */
async function first(ctx: Context): Promise<Merchant> {
  const sandboxId = ctx.sandbox.id;
  const { createdAt } = await ctx.db.tokeflowOrganization.findUniqueOrThrow({ where: { sandboxId } });
  return ctx.db.tokeflowMerchant.findFirstOrThrow({ where: { sandboxId, createdAt }, orderBy: { id: "asc" } });
}

/** The sandbox's one organization. */
export async function organizationId(ctx: Context): Promise<string> {
  const { id } = await ctx.db.tokeflowOrganization.findUniqueOrThrow({ where: { sandboxId: ctx.sandbox.id } });
  return id;
}

/** The secret that signs webhooks to whoever has not chosen another: the sandbox's own, shown when it was made. */
export async function webhookSecret(ctx: Context): Promise<string> {
  const where = { sandboxId: ctx.sandbox.id };
  return (await ctx.db.tokeflowOrganization.findUniqueOrThrow({ where })).webhookSecret;
}

export async function list(ctx: Context, { limit, after }: Page): Promise<Merchant[]> {
  const where = { sandboxId: ctx.sandbox.id, ...olderThan(after) };
  return ctx.db.tokeflowMerchant.findMany({ where, orderBy: newestFirst, take: limit });
}

/**
 * Holds a merchant's connectors and its tree still until the transaction ends: neither may come to name what the other
 * has lost. Charges go on meanwhile.
 */
export async function holdRouting(ctx: Context, id: string): Promise<void> {
  const held = await query<unknown>(
    ctx.db,
    sql`
    SELECT id FROM tokeflow_merchant WHERE sandbox_id = ${ctx.sandbox.id} AND id = ${id} FOR NO KEY UPDATE`,
  );
  if (held.length === 0) throw absentMerchant(id);
}

function absentMerchant(id: string): Refusal {
  return new Refusal("absent", `There is no merchant ${id}: listMerchants tells the ids of all merchants.`);
}
