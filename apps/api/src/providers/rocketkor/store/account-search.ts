import { join, type Sql, sql } from "@understudy/database";
import type { Context } from "@understudy/engine";
import type { Listed, Paging } from "../paging.ts";
import type { FinancialAccount } from "../rules/account.ts";
import { findAccounts } from "./accounts.ts";
import { listedWhole } from "./listed-whole.ts";
import type { Listing } from "./listing.ts";
import { contains } from "./search.ts";

interface AccountFilter {
  readonly accountHolderTypes?: readonly string[] | undefined;
  readonly accountHolderId?: string | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly name?: string | undefined;
  readonly defaultFlag?: boolean | undefined;
  readonly parentId?: string | undefined;
  readonly type?: string | undefined;
  readonly state?: string | undefined;
}

/** What financial accounts may be ordered by. */
export const sortable = { createdAt: "a.created_at", updatedAt: "a.updated_at", name: "a.name" } as const;

export function searchAccounts(ctx: Context, filter: AccountFilter, paging: Paging): Promise<Listed<FinancialAccount>> {
  return listedWhole(ctx, searchListing(ctx, filter), paging, findAccounts);
}

function searchListing(ctx: Context, filter: AccountFilter): Listing {
  const conditions = [sql`a.sandbox_id = ${ctx.sandbox.id}`, ...conditionsOf(filter)];
  return {
    matching: sql`FROM rocketkor_financial_account a WHERE ${join(conditions, " AND ")}`,
    columns: sql`a.id::text`,
  };
}

function conditionsOf(filter: AccountFilter): readonly Sql[] {
  const { accountHolderTypes, accountHolderId, categories, name, defaultFlag, parentId, type, state } = filter;
  return [
    accountHolderTypes !== undefined && sql`a.account_holder_type = ANY (${[...accountHolderTypes]}::text[])`,
    accountHolderId !== undefined && sql`a.account_holder_id = ${accountHolderId}::uuid`,
    categories !== undefined && sql`a.category = ANY (${[...categories]}::text[])`,
    name !== undefined && contains(sql`a.name`, name),
    defaultFlag !== undefined && sql`a.default_flag = ${defaultFlag}`,
    parentId !== undefined && sql`a.parent_id = ${parentId}::uuid`,
    type !== undefined && sql`a.type = ${type}`,
    state !== undefined && sql`a.state = ${state}`,
  ].filter((condition) => condition !== false);
}
