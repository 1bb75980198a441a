import { join, type Sql, sql } from "@understudy/database";
import { isUuid } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Listed, Paging } from "../paging.ts";
import type { Workflow, WorkflowStatus } from "../rules/workflow.ts";
import { type Listing, listed } from "./listing.ts";
import { found } from "./search.ts";

export interface WorkflowFilter {
  /** Words of the workflow's id and of its customer's names, email and telephone numbers. */
  readonly search?: string | undefined;
  readonly status?: WorkflowStatus | undefined;
  readonly templateId?: string | undefined;
}

/** A workflow as it is found. */
export type WorkflowSummary = Pick<
  Workflow,
  "id" | "templateId" | "templateVersionId" | "status" | "title" | "expireAt" | "nextNotificationAt" | "phoneNumber"
> & {
  /** Its customer's, once there is one. */
  readonly email: string | null;
};

/** What workflows may be ordered by. */
export const sortable = {
  createdAt: "w.created_at",
  updatedAt: "w.updated_at",
  expireAt: "w.expire_at",
  status: "w.status",
  title: "w.title",
} as const;

export function searchWorkflows(
  ctx: Context,
  filter: WorkflowFilter,
  paging: Paging,
): Promise<Listed<WorkflowSummary>> {
  return listed(ctx, searchListing(ctx, filter), paging);
}

function searchListing(ctx: Context, filter: WorkflowFilter): Listing {
  return {
    matching: matching(ctx, filter),
    columns: sql`
      w.id::text, w.template_id::text AS "templateId", w.template_version_id::text AS "templateVersionId", w.status,
      w.title, w.expire_at AS "expireAt", w.next_notification_at AS "nextNotificationAt",
      w.phone_number AS "phoneNumber", w.customer_id`,
    beside: {
      columns: sql`c.primary_email AS email`,
      joins: sql`
        LEFT JOIN rocketkor_customer c ON c.sandbox_id = ${ctx.sandbox.id} AND c.id = page.customer_id`,
    },
  };
}

function matching(ctx: Context, { search = "", status, templateId }: WorkflowFilter): Sql {
  const isSearch = search.trim() !== "";
  const conditions = [
    sql`w.sandbox_id = ${ctx.sandbox.id}`,
    ...(status === undefined ? [] : [sql`w.status = ${status}`]),
    ...(templateId === undefined ? [] : [ofTemplate(templateId)]),
    ...(isSearch ? [found(search, sql`w.id`, texts)] : []),
  ];
  return sql`FROM rocketkor_workflow w ${isSearch ? withCustomer : sql``} WHERE ${join(conditions, " AND ")}`;
}

function ofTemplate(id: string): Sql {
  return isUuid(id) ? sql`w.template_id = ${id}::uuid` : sql`false`;
}

/** Of the customer's columns only what is searched: others of the same names are the workflow's. */
const withCustomer = sql`
  LEFT JOIN (
    SELECT c.sandbox_id, c.id, c.first_name, c.last_name, c.primary_email, c.primary_phone_number, c.home_phone_number,
      c.work_phone_number
    FROM rocketkor_customer c
  ) c ON c.sandbox_id = w.sandbox_id AND c.id = w.customer_id`;

const texts = sql`
  w.phone_number, c.first_name, c.last_name, c.primary_email, c.primary_phone_number, c.home_phone_number,
  c.work_phone_number`;
