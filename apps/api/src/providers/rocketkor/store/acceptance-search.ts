import { join, type Sql, sql } from "@understudy/database";
import type { Context } from "@understudy/engine";
import type { Listed, Paging } from "../paging.ts";
import type { Acceptance } from "../rules/acceptance.ts";
import { findAcceptances } from "./acceptances.ts";
import { listedWhole } from "./listed-whole.ts";
import type { Listing } from "./listing.ts";

export interface AcceptanceFilter {
  readonly financialAccountId?: string | undefined;
  readonly acceptorId?: string | undefined;
  readonly documentId?: string | undefined;
}

/** What acceptances may be ordered by. */
export const sortable = { createdAt: "a.created_at", respondedAt: "a.responded_at" } as const;

export function searchAcceptances(ctx: Context, filter: AcceptanceFilter, paging: Paging): Promise<Listed<Acceptance>> {
  return listedWhole(ctx, searchListing(ctx, filter), paging, findAcceptances);
}

function searchListing(ctx: Context, { financialAccountId, acceptorId, documentId }: AcceptanceFilter): Listing {
  const conditions: Sql[] = [
    sql`a.sandbox_id = ${ctx.sandbox.id}`,
    financialAccountId !== undefined && sql`a.account_id = ${financialAccountId}::uuid`,
    acceptorId !== undefined && sql`a.acceptor_id = ${acceptorId}::uuid`,
    documentId !== undefined && sql`a.document_id = ${documentId}`,
  ].filter((condition) => condition !== false);
  return { matching: sql`FROM rocketkor_acceptance a WHERE ${join(conditions, " AND ")}`, columns: sql`a.id::text` };
}
