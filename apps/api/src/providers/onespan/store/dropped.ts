import { isMissingRow, query, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";

/** Whether the sandbox is there no more, although a request has entered it. */
export async function isDropped({ db, sandbox }: Context): Promise<boolean> {
  const found = await query<unknown>(db, sql`SELECT id FROM sandbox WHERE id = ${sandbox.id}`);
  return found.length === 0;
}

/** Whether an error can be of that: it says of something that it is not there. */
export function tellsOfAbsence(error: unknown): boolean {
  return error instanceof Refusal ? error.code === "absent" : isMissingRow(error);
}
