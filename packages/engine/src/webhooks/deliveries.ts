import { query, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "../context.ts";

export type DeliveryStatus = "pending" | "successful" | "failed";

/** One webhook owed to one endpoint because of one event. Times are the sandbox's. */
export interface Delivery {
  readonly id: string;
  readonly provider: string;
  readonly event: { readonly id: string; readonly type: string; readonly subject: string };
  readonly subscriptionId: string;
  readonly endpointId: string;
  readonly groupId: string | null;
  /** What the endpoint's revision says that the delivery goes by. */
  readonly target: object;
  readonly cause: "event" | "resend" | "reflow";
  readonly status: DeliveryStatus;
  /** How many attempts have been made. */
  readonly attempts: number;
  /** When the next attempt falls due; null where none does. */
  readonly dueAt: Date | null;
  readonly createdAt: Date;
  /** Order of writing. */
  readonly sequence: bigint;
}

/** One request that was sent for a delivery. */
export interface Attempt {
  readonly deliveryId: string;
  readonly number: number;
  readonly at: Date;
  readonly durationMs: number;
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** Null where no answer came. */
  readonly status: number | null;
  readonly responseHeaders: Readonly<Record<string, string | readonly string[]>> | null;
  /** The answer's first bytes. */
  readonly responseBody: Uint8Array | null;
  readonly error: string | null;
  readonly succeeded: boolean;
  readonly isFinal: boolean;
}

export interface DeliveryFilter {
  readonly provider?: string | undefined;
  readonly eventId?: string | undefined;
  readonly endpointId?: string | undefined;
  readonly groupId?: string | undefined;
  readonly status?: DeliveryStatus | undefined;
}

/** Deliveries, newest first, written before the one at `before`. */
export async function listDeliveries(
  ctx: Context,
  filter: DeliveryFilter,
  limit: number,
  before?: bigint,
): Promise<Delivery[]> {
  const rows = await ctx.db.delivery.findMany({
    where: {
      ...{ sandboxId: ctx.sandbox.id, ...filter },
      ...(before !== undefined && { sequence: { lt: before } }),
    },
    orderBy: { sequence: "desc" },
    take: limit,
  });
  return withNames(ctx, rows);
}

/** One delivery. Throws a Refusal where the sandbox has none of this id. */
export async function getDelivery(ctx: Context, id: string): Promise<Delivery> {
  const row = await ctx.db.delivery.findFirst({ where: { sandboxId: ctx.sandbox.id, id } });
  const [delivery] = row ? await withNames(ctx, [row]) : [];
  if (!delivery) throw new Refusal("absent", `There is no delivery ${id} in this sandbox.`);
  return delivery;
}

/** The attempts of these deliveries, in the order in which they were made. */
export async function attemptsOf(ctx: Context, deliveryIds: readonly string[]): Promise<Attempt[]> {
  const rows = await ctx.db.deliveryAttempt.findMany({
    where: { deliveryId: { in: [...deliveryIds] }, sandboxId: ctx.sandbox.id },
    orderBy: [{ at: "asc" }, { number: "asc" }],
  });
  // Written by the recorder alone, in these shapes.
  return rows as unknown as Attempt[];
}

/** Which events are to be told again, and to whom. */
export interface Redelivery {
  readonly provider: string;
  readonly eventIds: readonly string[];
  /** Only endpoints of these groups; all, if absent. */
  readonly groupIds?: readonly string[] | undefined;
}

/** Owes these events again to every current endpoint that matches them. Answers how many deliveries that makes. */
export async function redeliver(ctx: Context, { provider, eventIds, groupIds }: Redelivery): Promise<number> {
  const groups = groupIds ? sql`AND s.group_id = ANY (${[...groupIds]})` : sql``;
  const rows = await query<unknown>(
    ctx.db,
    sql`
    INSERT INTO delivery (
      id, sandbox_id, provider, event_id, subscription_id, endpoint_id, group_id, cause, due_at, created_at)
    SELECT 'dlv_' || replace(gen_random_uuid()::text, '-', ''), e.sandbox_id, e.provider, e.id,
      s.id, s.endpoint_id, s.group_id, 'reflow', ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    FROM event e
    JOIN subscription s ON s.sandbox_id = e.sandbox_id AND s.provider = e.provider AND s.ended_at IS NULL
    WHERE e.sandbox_id = ${ctx.sandbox.id} AND e.provider = ${provider} AND e.id = ANY (${[...eventIds]})
      AND subscription_matches(s.filter, e.type, e.facets) ${groups}
    ORDER BY e.sequence, s.sequence
    FOR KEY SHARE OF s -- or a drop of the sandbox would miss what it does not see yet
    RETURNING id`,
  );
  return rows.length;
}

/** Owes the delivery's event again to its endpoint as that is now, or was at its end. Answers the new delivery's id. */
export async function resend(ctx: Context, id: string): Promise<string> {
  const [made] = await query<{ id: string }>(
    ctx.db,
    sql`
    INSERT INTO delivery (
      id, sandbox_id, provider, event_id, subscription_id, endpoint_id, group_id, cause, due_at, created_at)
    SELECT 'dlv_' || replace(gen_random_uuid()::text, '-', ''), d.sandbox_id, d.provider, d.event_id, s.id, s.endpoint_id, s.group_id,
      'resend', ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    FROM delivery d
    JOIN LATERAL (
      SELECT * FROM subscription s
      WHERE s.sandbox_id = d.sandbox_id AND s.provider = d.provider AND s.endpoint_id = d.endpoint_id
      ORDER BY s.sequence DESC LIMIT 1 FOR KEY SHARE) s ON true
    WHERE d.sandbox_id = ${ctx.sandbox.id} AND d.id = ${id}
    RETURNING id`,
  );
  if (!made) throw new Refusal("absent", `There is no delivery ${id} in this sandbox.`);
  return made.id;
}

interface DeliveryRow {
  readonly id: string;
  readonly provider: string;
  readonly eventId: string;
  readonly subscriptionId: string;
  readonly endpointId: string;
  readonly groupId: string | null;
  readonly cause: string;
  readonly status: string;
  readonly attempts: number;
  readonly dueAt: Date | null;
  readonly createdAt: Date;
  readonly sequence: bigint;
}

/** With what event and endpoint say: two statements for a whole page. */
async function withNames(ctx: Context, rows: readonly DeliveryRow[]): Promise<Delivery[]> {
  const [events, subscriptions] = await Promise.all([
    ctx.db.event.findMany({
      where: { id: { in: rows.map(({ eventId }) => eventId) } },
      select: { id: true, type: true, subject: true },
    }),
    ctx.db.subscription.findMany({
      where: { id: { in: rows.map(({ subscriptionId }) => subscriptionId) } },
      select: { id: true, target: true },
    }),
  ]);
  const eventOf = new Map(events.map((event) => [event.id, event]));
  const targetOf = new Map(subscriptions.map(({ id, target }) => [id, target]));
  return rows.flatMap(({ eventId, ...row }) => {
    const [event, target] = [eventOf.get(eventId), targetOf.get(row.subscriptionId)];
    // Either is gone only with the whole sandbox, which is then being dropped.
    return event && target ? [{ ...row, event, target } as Delivery] : [];
  });
}
