import { query, sql } from "@understudy/database";
import type { Context } from "@understudy/engine";

/** Whether the sandbox is there no more, although a request has entered it. */
export async function isDropped({ db, sandbox }: Context): Promise<boolean> {
  const found = await query<unknown>(db, sql`SELECT id FROM sandbox WHERE id = ${sandbox.id}`);
  return found.length === 0;
}
