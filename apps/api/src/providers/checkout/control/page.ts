import { Refusal } from "@understudy/domain";
import type { Page } from "../store/payments.ts";

interface Query {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

const defaultLimit = 20;

/** One page of a list that `load` reads newest first, with the cursor of the next one. */
export async function paged<Row extends { readonly sequence: bigint }, Wire>(
  { cursor, limit = defaultLimit }: Query,
  load: (page: Page) => Promise<readonly Row[]>,
  toWire: (row: Row) => Wire,
): Promise<{ data: Wire[]; next_cursor: string | null }> {
  // One row more than is shown tells whether there is a next page.
  const rows = await load({ limit: limit + 1, before: cursor === undefined ? undefined : sequenceFrom(cursor) });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last ? Buffer.from(String(last.sequence)).toString("base64url") : null;
  return { data: shown.map(toWire), next_cursor: next };
}

function sequenceFrom(cursor: string): bigint {
  const text = Buffer.from(cursor, "base64url").toString();
  if (/^\d{1,18}$/.test(text)) return BigInt(text);
  throw new Refusal("invalid", "cursor must be a next_cursor that this list has answered.", { field: "query cursor" });
}
