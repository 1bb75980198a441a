import type { Context } from "@understudy/engine";

/** In milliseconds: hundreds of transactions at once wait for one another, and none is refused because of that. */
const patienceMs = 30_000;

/**
 * Work in one transaction of the database: all that it writes by its own context, or nothing. Within another transaction
 * it is undone alone.
 */
export function inTransaction<Ctx extends Context, T>(
  ctx: Ctx,
  work: (held: Ctx) => Promise<T>,
  withinMs = patienceMs,
): Promise<T> {
  return ctx.db.$transaction((db) => work({ ...ctx, db }), { maxWait: patienceMs, timeout: withinMs });
}
