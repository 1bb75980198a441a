import { query, sql } from "@understudy/database";
import { isUuid, Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Notification, Scene, Step, Workflow } from "../rules/workflow.ts";
import { actorFrom } from "./actors.ts";

type Row = Omit<Workflow, "createdBy"> & { readonly createdByType: string; readonly createdById: string };

const columns = sql`
  w.id::text, w.template_id::text AS "templateId", w.template_version_id::text AS "templateVersionId", w.status, w.title,
  w.customer_memo AS "customerMemo", w.parameters, w.phone_number AS "phoneNumber", w.token,
  w.current_step AS "currentStep", w.opened_at AS "openedAt", w.customer_id::text AS "customerId",
  w.account_id::text AS "accountId", w.transaction_id::text AS "transactionId", w.expire_at AS "expireAt",
  w.next_notification_at AS "nextNotificationAt", w.notifications, w.completed_at AS "completedAt",
  w.decline_reason AS "declineReason", w.created_by_type AS "createdByType", w.created_by_id AS "createdById",
  w.created_at AS "createdAt", w.updated_at AS "updatedAt"`;

/** A workflow with its steps. Throws a Refusal `absent`. */
export async function get(ctx: Context, id: string): Promise<Scene> {
  const [row] = isUuid(id) ? await rowsOf(ctx, sql`w.id = ${id}::uuid`) : [];
  if (!row) throw absent(id);
  return sceneOf(ctx, row);
}

/** The same in a transaction, with the workflow's row locked until it ends. */
export async function hold(ctx: Context, id: string): Promise<Scene> {
  const [row] = isUuid(id) ? await rowsOf(ctx, sql`w.id = ${id}::uuid FOR NO KEY UPDATE`) : [];
  if (!row) throw absent(id);
  // By a statement of its own: what is read beside a row that is waited for is as it was before the wait.
  return sceneOf(ctx, row);
}

/** The workflow whose page has this token; undefined where there is none. */
export async function findByToken(ctx: Context, token: string): Promise<Scene | undefined> {
  const [row] = await rowsOf(ctx, sql`w.token = ${token}`);
  return row && sceneOf(ctx, row);
}

/** In the order in which they were sent. */
export async function notificationsOf(ctx: Context, workflowId: string): Promise<readonly Notification[]> {
  const rows = await ctx.db.rocketkorNotification.findMany({
    where: { sandboxId: ctx.sandbox.id, workflowId },
    orderBy: { serial: "asc" },
  });
  return rows.map(({ serial, channel, origin, notifiedByType, notifiedById, notifiedAt }) => ({
    serial,
    // Written by transitions alone.
    channel: channel as Notification["channel"],
    origin: origin as Notification["origin"],
    notifiedBy: actorFrom(notifiedByType, notifiedById),
    notifiedAt,
  }));
}

export function absent(id: string): Refusal {
  return new Refusal("absent", `There is no workflow ${id}.`);
}

function rowsOf(ctx: Context, which: ReturnType<typeof sql>): Promise<readonly Row[]> {
  return query<Row>(
    ctx.db,
    sql`SELECT ${columns} FROM rocketkor_workflow w WHERE w.sandbox_id = ${ctx.sandbox.id} AND ${which}`,
  );
}

async function sceneOf(ctx: Context, { createdByType, createdById, ...row }: Row): Promise<Scene> {
  const steps = await query<Step>(
    ctx.db,
    sql`SELECT id::text, number, name, status, asked, data, updated_at AS "updatedAt" FROM rocketkor_workflow_step
      WHERE sandbox_id = ${ctx.sandbox.id} AND workflow_id = ${row.id}::uuid ORDER BY number`,
  );
  return { workflow: { ...row, createdBy: actorFrom(createdByType, createdById) }, steps };
}
