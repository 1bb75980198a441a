import { join, type Sql, sql } from "@understudy/database";
import type { Context } from "@understudy/engine";
import type { Listed, Paging } from "../paging.ts";
import type { Customer } from "../rules/customer.ts";
import { findCustomers } from "./customers.ts";
import { listedWhole } from "./listed-whole.ts";
import type { Listing } from "./listing.ts";
import { contains, found } from "./search.ts";

export interface CustomerFilter {
  /** Words of the id, the names, the primary telephone number and email. */
  readonly search?: string | undefined;
  readonly name?: string | undefined;
  readonly primaryEmail?: string | undefined;
  readonly primaryPhoneNumber?: string | undefined;
  readonly externalId?: string | undefined;
  readonly createdFrom?: Date | undefined;
  readonly createdBefore?: Date | undefined;
  readonly type?: Customer["type"] | undefined;
  readonly status?: Customer["status"] | undefined;
}

/** What customers may be ordered by; a business goes by its primary contact. */
export const sortable = {
  createdAt: "c.created_at",
  updatedAt: "c.updated_at",
  firstName: "c.first_name",
  lastName: "c.last_name",
} as const;

export function searchCustomers(ctx: Context, filter: CustomerFilter, paging: Paging): Promise<Listed<Customer>> {
  return listedWhole(ctx, searchListing(ctx, filter), paging, findCustomers);
}

function searchListing(ctx: Context, filter: CustomerFilter): Listing {
  const conditions = [sql`c.sandbox_id = ${ctx.sandbox.id}`, ...conditionsOf(filter)];
  return { matching: sql`FROM rocketkor_customer c WHERE ${join(conditions, " AND ")}`, columns: sql`c.id::text` };
}

const names = sql`c.first_name, c.middle_name, c.last_name, c.business_name`;

function conditionsOf(filter: CustomerFilter): readonly Sql[] {
  const { search = "", name, primaryEmail, primaryPhoneNumber, externalId, type, status } = filter;
  const { createdFrom, createdBefore } = filter;
  return [
    search.trim() !== "" && found(search, sql`c.id`, sql`${names}, c.primary_phone_number, c.primary_email`),
    name !== undefined && contains(sql`concat_ws(' ', ${names})`, name),
    primaryEmail !== undefined && sql`lower(c.primary_email) = lower(${primaryEmail})`,
    primaryPhoneNumber !== undefined && sql`c.primary_phone_number = ${primaryPhoneNumber}`,
    externalId !== undefined && sql`c.external_id = ${externalId}`,
    createdFrom && sql`c.created_at >= ${createdFrom}`,
    createdBefore && sql`c.created_at < ${createdBefore}`,
    type !== undefined && sql`c.type = ${type}`,
    status !== undefined && sql`c.status = ${status}`,
  ].filter((condition) => condition !== false && condition !== undefined);
}
