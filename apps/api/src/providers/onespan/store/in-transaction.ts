import type { Context } from "@understudy/engine";

/** In milliseconds: hundreds of transactions at once wait for one another, and none is refused because of that. */
const patience = { maxWait: 30_000, timeout: 30_000 };

/**
 * Work in one transaction of the database: all that it writes by its own context, or nothing. Within another transaction
 * it is undone alone.
 */
export function inTransaction<Ctx extends Context, T>(ctx: Ctx, work: (held: Ctx) => Promise<T>): Promise<T> {
  // A copy, as Prisma writes into the options of a transaction that stands within another one.
  return ctx.db.$transaction((db) => work({ ...ctx, db }), { ...patience });
}
