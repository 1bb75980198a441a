import type { Context } from "@understudy/engine";
import type { Listed, Paging } from "../paging.ts";
import { type Listing, listed } from "./listing.ts";

/** One statement finds the ids of a page, and another reads what they are of, whole and in no order. */
export async function listedWhole<Row extends { readonly id: string }>(
  ctx: Context,
  listing: Listing,
  paging: Paging,
  find: (ctx: Context, ids: readonly string[]) => Promise<readonly Row[]>,
): Promise<Listed<Row>> {
  const { total, rows } = await listed<{ readonly id: string }>(ctx, listing, paging);
  const ids = rows.map(({ id }) => id);
  const whole = new Map((await find(ctx, ids)).map((row) => [row.id, row]));
  return { total, rows: ids.flatMap((id) => whole.get(id) ?? []) };
}
