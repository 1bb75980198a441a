import type { Context } from "@understudy/engine";
import { patience } from "./patience.ts";

/**
 * Work in one transaction of the database: all that it writes by its own context, or nothing. Within another transaction
 * it is undone alone.
 */
export function inTransaction<Ctx extends Context, T>(ctx: Ctx, work: (held: Ctx) => Promise<T>): Promise<T> {
  // Prisma writes into the options of a transaction that stands within another one.
  return ctx.db.$transaction((db) => work({ ...ctx, db }), { ...patience });
}
