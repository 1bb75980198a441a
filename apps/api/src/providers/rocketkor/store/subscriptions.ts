import { randomUUID } from "node:crypto";
import { query, sql } from "@understudy/database";
import { isUuid, Refusal } from "@understudy/domain";
import { type Context, subscribe, unsubscribe } from "@understudy/engine";
import { type Page, sequenceFrom } from "../../../page.ts";
import type { Target } from "../webhooks.ts";
import { businessOf } from "./business.ts";
import { inTransaction } from "./in-transaction.ts";

const provider = "rocketkor";

/** Who is told of what, as the Portal keeps it. */
export interface SubscriptionSettings {
  readonly description: string;
  readonly eventTypes: readonly string[];
  readonly receiverUrl: string;
  readonly state: "active" | "suspended";
  readonly signingSecret: string | null;
}

export interface Subscription extends SubscriptionSettings {
  readonly id: string;
  readonly createdAt: Date;
  readonly sequence: bigint;
}

/** What happens from then on is told to it. */
export async function createSubscription(ctx: Context, settings: SubscriptionSettings): Promise<Subscription> {
  await businessOf(ctx);
  const id = randomUUID();
  const own = { sandboxId: ctx.sandbox.id, id, createdAt: ctx.now, updatedAt: ctx.now };
  return inTransaction(ctx, async (held) => {
    const row = await held.db.rocketkorSubscription.create({ data: { ...own, ...dataOf(settings) } });
    await tell(held, id, settings);
    return subscriptionFrom(row);
  });
}

export async function getSubscription(ctx: Context, id: string): Promise<Subscription> {
  const key = { sandboxId_id: { sandboxId: ctx.sandbox.id, id } };
  const row = isUuid(id) ? await ctx.db.rocketkorSubscription.findUnique({ where: key }) : null;
  if (!row) throw new Refusal("absent", `There is no subscription ${id}.`);
  return subscriptionFrom(row);
}

/** Newest first. */
export async function listSubscriptions(ctx: Context, { limit, cursor }: Page): Promise<readonly Subscription[]> {
  const rows = await ctx.db.rocketkorSubscription.findMany({
    where: { sandboxId: ctx.sandbox.id, ...(cursor !== undefined && { sequence: { lt: sequenceFrom(cursor) } }) },
    orderBy: { sequence: "desc" },
    take: limit,
  });
  return rows.map(subscriptionFrom);
}

/** What is under way finishes as it began. */
export function saveSubscription(ctx: Context, id: string, settings: SubscriptionSettings): Promise<Subscription> {
  return holding(ctx, id, async (held) => {
    const where = { sandboxId_id: { sandboxId: ctx.sandbox.id, id } };
    const data = { ...dataOf(settings), updatedAt: ctx.now };
    const row = await held.db.rocketkorSubscription.update({ where, data });
    await tell(held, id, settings);
    return subscriptionFrom(row);
  });
}

export function deleteSubscription(ctx: Context, id: string): Promise<void> {
  return holding(ctx, id, async (held) => {
    await held.db.rocketkorSubscription.delete({ where: { sandboxId_id: { sandboxId: ctx.sandbox.id, id } } });
    await unsubscribe(held, provider, { endpointId: endpointOf(id) });
  });
}

/** One change of a subscription at a time. */
function holding<T>(ctx: Context, id: string, work: (held: Context) => Promise<T>): Promise<T> {
  return inTransaction(ctx, async (held) => {
    const which = sql`sandbox_id = ${ctx.sandbox.id} AND id = ${id}::uuid`;
    if (isUuid(id)) await query(held.db, sql`SELECT id FROM rocketkor_subscription WHERE ${which} FOR UPDATE`);
    await getSubscription(held, id);
    return work(held);
  });
}

function tell(ctx: Context, id: string, { state, eventTypes, receiverUrl, signingSecret }: SubscriptionSettings) {
  const endpointId = endpointOf(id);
  if (state === "suspended") return unsubscribe(ctx, provider, { endpointId });
  const target: Target = { url: receiverUrl, secret: signingSecret };
  return subscribe(ctx, [{ provider, endpointId, filter: { type: eventTypes }, target }]);
}

/** An id means the same in either case. */
function endpointOf(id: string): string {
  return id.toLowerCase();
}

function dataOf({ eventTypes, ...settings }: SubscriptionSettings) {
  return { ...settings, eventTypes: [...eventTypes] };
}

type Row = Omit<Subscription, "state" | "eventTypes"> & { readonly state: string; readonly eventTypes: string[] };

function subscriptionFrom(row: Row): Subscription {
  const { id, description, eventTypes, receiverUrl, signingSecret, createdAt, sequence } = row;
  // Written above, and by nobody else.
  const state = row.state as Subscription["state"];
  return { id, description, eventTypes, receiverUrl, state, signingSecret, createdAt, sequence };
}
