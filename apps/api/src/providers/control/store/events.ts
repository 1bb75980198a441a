import { Refusal } from "@understudy/domain";
import type { Context, ToldEvent } from "@understudy/engine";
import { type Page, sequenceFrom } from "../../../page.ts";

export interface EventFilter {
  readonly type?: string | undefined;
  readonly subject?: string | undefined;
  readonly provider?: string | undefined;
}

export type Event = ToldEvent & { readonly sequence: bigint };

/** A page of events, newest first, written before the one at the cursor. */
export async function list(ctx: Context, filter: EventFilter, { limit, cursor }: Page): Promise<Event[]> {
  const { type, subject, provider } = filter;
  const before = cursor === undefined ? {} : { sequence: { lt: sequenceFrom(cursor) } };
  const rows = await ctx.db.event.findMany({
    where: { sandboxId: ctx.sandbox.id, type, subject, provider, ...before },
    orderBy: { sequence: "desc" },
    take: limit,
  });
  return rows.map(fromRow);
}

export async function get({ db, sandbox }: Context, id: string): Promise<Event> {
  const row = await db.event.findFirst({ where: { sandboxId: sandbox.id, id } });
  if (!row) throw new Refusal("absent", `There is no event ${id} in this sandbox.`);
  return fromRow(row);
}

function fromRow<Row extends { readonly facets: unknown }>(row: Row) {
  // Whoever writes an event can give its facets as texts by name only.
  return { ...row, facets: row.facets as ToldEvent["facets"] };
}
