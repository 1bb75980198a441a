import { join, sql } from "@understudy/database";
import type { Context } from "@understudy/engine";
import type { Listed, Paging } from "../paging.ts";
import type { TemplateState } from "../rules/template.ts";
import { type Listing, listed } from "./listing.ts";
import { found } from "./search.ts";
import {
  type CountedRow,
  type CountedTemplate,
  countedFrom,
  newestVersion,
  statsBeside,
  templateColumns,
} from "./template-rows.ts";

interface TemplateFilter {
  /** Words of the template's id and of what it is called. */
  readonly search?: string | undefined;
  readonly status?: TemplateState | undefined;
}

/** What templates may be ordered by. */
export const sortable = { createdAt: "t.created_at", name: "t.name", displayName: "v.display_name" } as const;

export async function searchTemplates(
  ctx: Context,
  filter: TemplateFilter,
  paging: Paging,
): Promise<Listed<CountedTemplate>> {
  const { total, rows } = await listed<CountedRow>(ctx, searchListing(ctx, filter), paging);
  return { total, rows: rows.map(countedFrom) };
}

/** A deleted template is found by who asks for such ones. */
function searchListing(ctx: Context, { search = "", status }: TemplateFilter): Listing {
  const conditions = [
    sql`t.sandbox_id = ${ctx.sandbox.id}`,
    status === undefined ? sql`t.state <> 'DELETED'` : sql`t.state = ${status}`,
    ...(search.trim() === "" ? [] : [found(search, sql`t.id`, sql`t.name, v.display_name`)]),
  ];
  return {
    matching: sql`FROM rocketkor_template t ${newestVersion} WHERE ${join(conditions, " AND ")}`,
    columns: templateColumns,
    beside: statsBeside(ctx),
  };
}
