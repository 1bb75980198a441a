import { inStatements as begin } from "@understudy/database";
import type { Context } from "@understudy/engine";

/** Work in one transaction of the database that has statements and no models, for all that moves files. */
export function inStatements<Ctx extends Context, T>(ctx: Ctx, work: (held: Ctx) => Promise<T>): Promise<T> {
  return begin(ctx.db, (db) => work({ ...ctx, db }));
}
