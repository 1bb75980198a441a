import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";

export interface EventFilter {
  readonly type?: string;
  readonly subject?: string;
  readonly provider?: string;
}

/** A page of events, newest first, written before the one at `cursor`. */
export async function list({ db, sandbox }: Context, filter: EventFilter, limit: number, cursor: string | undefined) {
  return db.event.findMany({
    where: { sandboxId: sandbox.id, ...filter, ...(cursor && { sequence: { lt: position(cursor) } }) },
    orderBy: { sequence: "desc" },
    take: limit,
  });
}

export async function get({ db, sandbox }: Context, id: string) {
  const event = await db.event.findFirst({ where: { sandboxId: sandbox.id, id } });
  if (!event) throw new Refusal("absent", `There is no event ${id} in this sandbox.`);
  return event;
}

function position(cursor: string): bigint {
  if (!/^\d{1,18}$/.test(cursor))
    throw new Refusal("invalid", "cursor must be a next_cursor that this list has answered.", { field: "cursor" });
  return BigInt(cursor);
}
