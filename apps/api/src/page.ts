import { Refusal } from "@understudy/domain";

/** The part of a list that a store is asked for: so many, after the position at which the page before ended. */
export interface Page {
  readonly limit: number;
  readonly cursor: string | undefined;
}

interface Query {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

const defaultLimit = 20;

export function pageFrom({ cursor, limit = defaultLimit }: Query): Page {
  return { limit, cursor: cursor === undefined ? undefined : Buffer.from(cursor, "base64url").toString() };
}

/** A cursor is opaque to the caller: base64url of what the store continues after. */
export function cursorToWire(position: string | bigint | undefined): string | null {
  return position === undefined ? null : Buffer.from(String(position)).toString("base64url");
}

/** One page of a list that `load` reads newest first, with the cursor of the next one. */
export async function paged<Row, Wire>(
  query: Query,
  load: (page: Page) => Promise<readonly Row[]>,
  positionOf: (row: Row) => string | bigint,
  toWire: (row: Row) => Wire,
): Promise<{ data: Wire[]; next_cursor: string | null }> {
  const { limit, cursor } = pageFrom(query);
  // One row more than is shown tells whether there is a next page.
  const rows = await load({ limit: limit + 1, cursor });
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { data: shown.map(toWire), next_cursor: cursorToWire(last && positionOf(last)) };
}

/** Where to go on in a list that is ordered by the sequence of writing. */
export function sequenceFrom(cursor: string): bigint {
  if (!/^\d{1,18}$/.test(cursor)) throw strangeCursor();
  return BigInt(cursor);
}

/** Where to go on in a list that is ordered by a time and then by a name. */
export function momentFrom(cursor: string): { readonly at: Date; readonly name: string } {
  const [, time = "", name = ""] = /^(\d{4}-[\dT:.-]+Z) ([^\0]+)$/.exec(cursor) ?? [];
  const at = new Date(time);
  if (Number.isNaN(at.getTime())) throw strangeCursor();
  return { at, name };
}

function strangeCursor(): Refusal {
  return new Refusal("invalid", "cursor must be a next_cursor that this list has answered.", { field: "query cursor" });
}
