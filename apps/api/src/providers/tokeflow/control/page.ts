import { momentFrom, paged as pagedAfter } from "../../../page.ts";
import type { Page, Position } from "../store/position.ts";

/** One page of a list that `load` reads newest first by the time of creation. */
export async function paged<Row, Wire>(
  query: Parameters<typeof pagedAfter>[0],
  load: (page: Page) => Promise<readonly Row[]>,
  positionOf: (row: Row) => Position,
  toWire: (row: Row) => Wire,
): Promise<{ data: Wire[]; next_cursor: string | null }> {
  return pagedAfter(
    query,
    ({ limit, cursor }) => load({ limit, after: cursor === undefined ? undefined : positionFrom(cursor) }),
    (row) => textOf(positionOf(row)),
    toWire,
  );
}

/** Where a row stands in a list by creation. */
export function positionOf({ createdAt, id }: { readonly createdAt: Date; readonly id: string }): Position {
  return { at: createdAt, id };
}

function textOf({ at, id }: Position): string {
  return `${at.toISOString()} ${id}`;
}

function positionFrom(cursor: string): Position {
  const { at, name } = momentFrom(cursor);
  return { at, id: name };
}
