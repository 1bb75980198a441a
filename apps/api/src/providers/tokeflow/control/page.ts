import { Refusal } from "@understudy/domain";
import type { Page, Position } from "../store/position.ts";

interface Query {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

const defaultLimit = 20;

/** One page of a list that `load` reads newest first, with the cursor of the next one. */
export async function paged<Row, Wire>(
  { cursor, limit = defaultLimit }: Query,
  load: (page: Page) => Promise<readonly Row[]>,
  positionOf: (row: Row) => Position,
  toWire: (row: Row) => Wire,
): Promise<{ data: Wire[]; next_cursor: string | null }> {
  // One row more than is shown tells whether there is a next page.
  const rows = await load({ limit: limit + 1, after: cursor === undefined ? undefined : positionFrom(cursor) });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    data: shown.map(toWire),
    next_cursor: rows.length > limit && last !== undefined ? cursorOf(positionOf(last)) : null,
  };
}

/** Where a row stands in a list by creation. */
export function positionOf({ createdAt, id }: { readonly createdAt: Date; readonly id: string }): Position {
  return { at: createdAt, id };
}

function cursorOf({ at, id }: Position): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString("base64url");
}

function positionFrom(cursor: string): Position {
  const [, time = "", id = ""] = /^(\d{4}-\S+Z) (\S+)$/.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
  const at = new Date(time);
  if (Number.isNaN(at.getTime()) || id.includes("\0"))
    throw new Refusal("invalid", "cursor must be a next_cursor that this list has answered.", {
      field: "query cursor",
    });
  return { at, id };
}
