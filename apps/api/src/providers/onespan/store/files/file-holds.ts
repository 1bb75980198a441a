import { query, sql } from "@understudy/database";
import { isUuid } from "@understudy/domain";
import type { Context } from "@understudy/engine";

/**
 * Whether there is such a file, and it is no transaction's. One at a time may make a template of it, or delete it: to be
 * called in a transaction of the database, which then sees what the other has done.
 */
export async function holdUpload({ db, sandbox }: Context, id: string): Promise<boolean> {
  const which = sql`sandbox_id = ${sandbox.id} AND id = ${id}::uuid AND transaction_id IS NULL`;
  const held = isUuid(id) ? await query(db, sql`SELECT id FROM onespan_file WHERE ${which} FOR UPDATE`) : [];
  return held.length > 0;
}
