import { query, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { CallContext, Context } from "@understudy/engine";

/** How many requests one key may send in a window of the sandbox's time; null while nothing is limited. */
export interface RateLimit {
  readonly requests: number | null;
  readonly windowSeconds: number;
}

const unlimited: RateLimit = { requests: null, windowSeconds: 1 };

export async function read(ctx: Context): Promise<RateLimit> {
  const organization = await ctx.db.tokeflowOrganization.findUniqueOrThrow({ where: { sandboxId: ctx.sandbox.id } });
  return { requests: organization.rateLimitRequests, windowSeconds: organization.rateLimitWindowSeconds };
}

/** Sets the limit; what keys have sent before does not count against it. */
export async function set(ctx: Context, { requests, windowSeconds }: RateLimit): Promise<void> {
  await ctx.db.$executeRaw`
    WITH forgotten AS (DELETE FROM tokeflow_rate_window WHERE sandbox_id = ${ctx.sandbox.id})
    UPDATE tokeflow_organization SET rate_limit_requests = ${requests}, rate_limit_window_seconds = ${windowSeconds}
    WHERE sandbox_id = ${ctx.sandbox.id}`;
}

export async function lift(ctx: Context): Promise<void> {
  await set(ctx, unlimited);
}

/**
 * Counts a request of the caller's key and refuses it over the limit (providers/tokeflow.md 7, statement 29). Windows
 * start at whole multiples of their length. Costs nothing while no limit is set.
 */
export async function enforceRateLimit(ctx: CallContext): Promise<void> {
  const { requests, windowSeconds } = await ctx.remember("rate limit", () => read(ctx));
  if (requests === null) return;
  const windowMs = windowSeconds * 1000;
  const startsAt = Math.floor(ctx.now.getTime() / windowMs) * windowMs;
  const sent = await count(ctx, new Date(startsAt));
  if (sent <= requests) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((startsAt + windowMs - ctx.now.getTime()) / 1000));
  const rule = `This API key may send ${requests} requests in ${windowSeconds} s`;
  throw new Refusal("too_many", `${rule}: try again in ${retryAfterSeconds} s.`, { retryAfterSeconds });
}

/** How many requests the key has sent in the window with this one; the windows before it are forgotten. */
async function count({ db, sandbox, credential }: CallContext, startsAt: Date): Promise<number> {
  const [window] = await query<{ requests: number }>(
    db,
    sql`
    WITH forgotten AS (
      DELETE FROM tokeflow_rate_window
      WHERE sandbox_id = ${sandbox.id} AND credential_id = ${credential.id} AND starts_at < ${startsAt})
    INSERT INTO tokeflow_rate_window AS w (sandbox_id, credential_id, starts_at, requests)
    VALUES (${sandbox.id}, ${credential.id}, ${startsAt}, 1)
    ON CONFLICT (sandbox_id, credential_id, starts_at) DO UPDATE SET requests = w.requests + 1
    RETURNING w.requests`,
  );
  return window?.requests ?? 1;
}
