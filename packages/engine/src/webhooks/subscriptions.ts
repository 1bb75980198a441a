import { isDeepStrictEqual } from "node:util";
import { newId } from "@understudy/database";
import type { Context } from "../context.ts";

/** An endpoint that wants to be told of events. */
export interface SubscriptionSpec {
  readonly provider: string;
  /** The provider's own id of the endpoint. */
  readonly endpointId: string;
  /** The provider's own id of what the endpoint belongs to, if anything. */
  readonly groupId?: string | undefined;
  /** By facet the values that match; `type` is the event's type. A facet that is not named does not filter. */
  readonly filter: Readonly<Record<string, readonly string[]>>;
  /** What the provider needs to make the request: address, headers, secret. JSON. */
  readonly target: object;
}

/** Which endpoints: one, or all of a group. */
export type Endpoints = { readonly endpointId: string } | { readonly groupId: string };

/**
 * Makes each of these the current revision of its endpoint. A revision that would say the same stays; another one ends,
 * and what is under way by it finishes by it. To be called in the transaction that changes the endpoint, after its row is
 * written or locked: two changes of one endpoint must not meet here.
 */
export async function subscribe(ctx: Context, specs: readonly SubscriptionSpec[]): Promise<void> {
  const current = await ctx.db.subscription.findMany({
    where: { sandboxId: ctx.sandbox.id, endedAt: null, endpointId: { in: specs.map(({ endpointId }) => endpointId) } },
  });
  const changed = specs.filter((spec) => !current.some((row) => row.provider === spec.provider && says(row, spec)));
  if (changed.length === 0) return;
  const replaced = current.filter((row) =>
    changed.some((spec) => spec.provider === row.provider && spec.endpointId === row.endpointId),
  );
  await end(ctx, replaced);
  await ctx.db.subscription.createMany({
    data: changed.map(({ groupId, filter, target, ...spec }) => ({
      ...{ id: newId("sub"), sandboxId: ctx.sandbox.id, ...spec, groupId: groupId ?? null, createdAt: ctx.now },
      ...{ filter: filter as object, target },
    })),
  });
}

/** Makes exactly these the current endpoints of the group. */
export async function resubscribe(
  ctx: Context,
  provider: string,
  groupId: string,
  specs: readonly Omit<SubscriptionSpec, "provider" | "groupId">[],
): Promise<void> {
  const kept = specs.map(({ endpointId }) => endpointId);
  const gone = await ctx.db.subscription.findMany({
    where: { sandboxId: ctx.sandbox.id, provider, groupId, endedAt: null, endpointId: { notIn: kept } },
  });
  await end(ctx, gone);
  await subscribe(
    ctx,
    specs.map((spec) => ({ ...spec, provider, groupId })),
  );
}

/** Tells these endpoints of nothing any more; what is under way to them goes on. */
export async function unsubscribe(ctx: Context, provider: string, which: Endpoints): Promise<void> {
  await ctx.db.subscription.updateMany({
    where: { sandboxId: ctx.sandbox.id, provider, endedAt: null, ...which },
    data: { endedAt: ctx.now },
  });
}

interface SubscriptionRow {
  id: string;
  provider: string;
  endpointId: string;
  groupId: string | null;
  filter: unknown;
  target: unknown;
}

function says(row: SubscriptionRow, { endpointId, groupId, filter, target }: SubscriptionSpec): boolean {
  // As the database has it: what JSON leaves out does not count as a difference.
  const given: unknown = JSON.parse(JSON.stringify({ filter, target }));
  return (
    row.endpointId === endpointId &&
    row.groupId === (groupId ?? null) &&
    isDeepStrictEqual({ filter: row.filter, target: row.target }, given)
  );
}

async function end(ctx: Context, rows: readonly SubscriptionRow[]): Promise<void> {
  if (rows.length === 0) return;
  await ctx.db.subscription.updateMany({
    where: { id: { in: rows.map(({ id }) => id) }, endedAt: null },
    data: { endedAt: ctx.now },
  });
}
