import type { TokeflowWebhookEndpointModel } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import { type Context, subscribe, unsubscribe } from "@understudy/engine";
import type { TokeflowTarget } from "../webhooks.ts";
import { webhookSecret } from "./merchants.ts";
import { newestFirst, olderThan, type Page } from "./position.ts";

export type WebhookEndpoint = TokeflowWebhookEndpointModel;

/** All that may be set of an endpoint. */
export interface EndpointSettings {
  readonly url: string;
  /** Empty: all. */
  readonly eventTypes: readonly string[];
  /** Null: all of the organization's. */
  readonly merchantId: string | null;
  /** Undefined leaves it as it is; a new endpoint then has the sandbox's own. */
  readonly secret: string | undefined;
  readonly active: boolean;
}

export async function get(ctx: Context, id: string): Promise<WebhookEndpoint> {
  const where = { sandboxId_id: { sandboxId: ctx.sandbox.id, id } };
  const endpoint = await ctx.db.tokeflowWebhookEndpoint.findUnique({ where });
  if (!endpoint) throw absentEndpoint(id);
  return endpoint;
}

export async function list(ctx: Context, { limit, after }: Page): Promise<WebhookEndpoint[]> {
  const where = { sandboxId: ctx.sandbox.id, ...olderThan(after) };
  return ctx.db.tokeflowWebhookEndpoint.findMany({ where, orderBy: newestFirst, take: limit });
}

export async function create(ctx: Context, settings: EndpointSettings): Promise<WebhookEndpoint> {
  const secret = settings.secret ?? (await webhookSecret(ctx));
  return ctx.db.$transaction(async (db) => {
    const endpoint = await db.tokeflowWebhookEndpoint.create({
      data: {
        ...{ ...columnsOf(settings), secret },
        ...{ sandboxId: ctx.sandbox.id, id: ctx.newId("whe"), createdAt: ctx.now },
      },
    });
    await tell({ ...ctx, db }, endpoint);
    return endpoint;
  });
}

/** Gives an endpoint new settings. The row is locked by that, so what follows meets no other change of it. */
export async function replace(ctx: Context, id: string, settings: EndpointSettings): Promise<WebhookEndpoint> {
  return ctx.db.$transaction(async (db) => {
    const [endpoint] = await db.tokeflowWebhookEndpoint.updateManyAndReturn({
      where: { sandboxId: ctx.sandbox.id, id },
      data: columnsOf(settings),
    });
    if (!endpoint) throw absentEndpoint(id);
    await tell({ ...ctx, db }, endpoint);
    return endpoint;
  });
}

export async function remove(ctx: Context, id: string): Promise<void> {
  await ctx.db.$transaction(async (db) => {
    const { count } = await db.tokeflowWebhookEndpoint.deleteMany({ where: { sandboxId: ctx.sandbox.id, id } });
    if (count === 0) throw absentEndpoint(id);
    await unsubscribe({ ...ctx, db }, "tokeflow", { endpointId: id });
  });
}

/** From the transaction's end on, events are sent by what the endpoint says now. */
async function tell(ctx: Context, { id, active, url, secret, eventTypes, merchantId }: WebhookEndpoint): Promise<void> {
  if (!active) return unsubscribe(ctx, "tokeflow", { endpointId: id });
  const target: TokeflowTarget = { url, secret };
  const filter = {
    ...(eventTypes.length > 0 && { type: eventTypes }),
    ...(merchantId !== null && { merchant: [merchantId] }),
  };
  await subscribe(ctx, [{ provider: "tokeflow", endpointId: id, filter, target }]);
}

function columnsOf({ url, eventTypes, merchantId, secret, active }: EndpointSettings) {
  return { url, eventTypes: [...eventTypes], merchantId, active, ...(secret !== undefined && { secret }) };
}

function absentEndpoint(id: string): Refusal {
  return new Refusal(
    "absent",
    `There is no webhook endpoint ${id}: listWebhookEndpoints tells the ids of all of them.`,
  );
}
