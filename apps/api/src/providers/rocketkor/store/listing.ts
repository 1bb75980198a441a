import { join, query, raw, type Sql, sql } from "@understudy/database";
import type { Context } from "@understudy/engine";
import type { Listed, Order, Paging } from "../paging.ts";

/** What a list is made of. */
export interface Listing {
  /** From `FROM` on, with what narrows it: the order's columns and a `sequence` of writing are found in it. */
  readonly matching: Sql;
  /** What is taken of each row of the page. */
  readonly columns: Sql;
  /** What is looked up for the rows of the page, and for no others: these are called `page` there. */
  readonly beside?: { readonly columns: Sql; readonly joins: Sql };
}

/** One page, with the number of all rows that match, in one statement. */
export async function listed<Row>(ctx: Context, listing: Listing, paging: Paging): Promise<Listed<Row>> {
  // With no row on the page there is one that holds the number alone.
  const found = await query<Row & Standing>(ctx.db, listStatement(listing, paging));
  return { total: Number(found[0]?.total ?? 0), rows: found.filter(({ place }) => place !== null) };
}

interface Standing {
  readonly total: bigint;
  readonly place: bigint | null;
}

/**
 * The count and the page are read apart: the page, in the order of an index, ends with its last row, and what stands
 * beside it is looked up only then.
 */
function listStatement({ matching, columns, beside }: Listing, { offset, limit, order }: Paging): Sql {
  const ordered = orderedBy(order);
  const shown = beside ? sql`page.*, ${beside.columns}` : sql`page.*`;
  return sql`
    SELECT matched.total, ${shown}
    FROM (SELECT count(*) AS total ${matching}) AS matched
    LEFT JOIN (
      SELECT ${columns}, row_number() OVER (ORDER BY ${ordered}) AS place ${matching}
      ORDER BY ${ordered} LIMIT ${limit} OFFSET ${offset}
    ) AS page ON true
    ${beside ? beside.joins : sql``}
    ORDER BY page.place`;
}

/** What is equal in all that was asked for stands in the order of writing, in the direction that was asked for last. */
function orderedBy(order: readonly Order[]): Sql {
  const last = order.at(-1)?.isDescending ?? true;
  const terms = [...order, { column: "sequence", isDescending: last }];
  return join(
    terms.map(({ column, isDescending }) => raw(`${column} ${isDescending ? "DESC" : "ASC"}`)),
    ", ",
  );
}
