import { query, type Sql, sql } from "@understudy/database";
import { isUuid, Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Detail, Notification, Scene, Step, Workflow } from "../rules/workflow.ts";
import { actorFrom } from "./actors.ts";

interface Row extends Omit<Workflow, "createdBy"> {
  readonly createdByType: string;
  readonly createdById: string;
  readonly steps: readonly (Omit<Step, "updatedAt"> & { readonly updatedAt: string })[];
}

const columns = sql`
  w.id::text, w.template_id::text AS "templateId", w.template_version_id::text AS "templateVersionId", w.status, w.title,
  w.customer_memo AS "customerMemo", w.parameters, w.phone_number AS "phoneNumber", w.token,
  w.current_step AS "currentStep", w.opened_at AS "openedAt", w.customer_id::text AS "customerId",
  w.account_id::text AS "accountId", w.transaction_id::text AS "transactionId", w.expire_at AS "expireAt",
  w.next_notification_at AS "nextNotificationAt", w.notifications, w.completed_at AS "completedAt",
  w.decline_reason AS "declineReason", w.created_by_type AS "createdByType", w.created_by_id AS "createdById",
  w.created_at AS "createdAt", w.updated_at AS "updatedAt", s.steps`;

/** Read with the workflow itself, so that the two belong together. */
const steps = sql`
  CROSS JOIN LATERAL (
    SELECT json_agg(json_build_object(
      'id', id, 'number', number, 'name', name, 'status', status, 'asked', asked, 'data', data, 'updatedAt', updated_at)
      ORDER BY number) AS steps
    FROM rocketkor_workflow_step WHERE sandbox_id = w.sandbox_id AND workflow_id = w.id) AS s`;

/** A workflow with its steps. Throws a Refusal `absent`. */
export async function get(ctx: Context, id: string): Promise<Scene> {
  const [row] = isUuid(id) ? await rowsOf(ctx, sql`w.id = ${id}::uuid`) : [];
  if (!row) throw absent(id);
  return sceneOf(row);
}

/** The same in a transaction, with the workflow's row locked until it ends. */
export async function hold(ctx: Context, id: string): Promise<Scene> {
  const which = sql`sandbox_id = ${ctx.sandbox.id} AND id = ${id}::uuid`;
  // By a statement of its own: what is read beside a row that is waited for is as it was before the wait.
  if (isUuid(id)) await query(ctx.db, sql`SELECT id FROM rocketkor_workflow WHERE ${which} FOR NO KEY UPDATE`);
  return get(ctx, id);
}

/** The workflow whose page has this token; undefined where there is none. */
export async function findByToken(ctx: Context, token: string): Promise<Scene | undefined> {
  const [row] = await rowsOf(ctx, sql`w.token = ${token}`);
  return row && sceneOf(row);
}

/** With its customer's email, as the API tells it. */
export async function getDetail(ctx: Context, id: string): Promise<Detail> {
  const [row] = isUuid(id)
    ? await query<Row & Pick<Detail, "email">>(
        ctx.db,
        sql`SELECT ${columns}, c.primary_email AS email FROM rocketkor_workflow w ${steps}
          LEFT JOIN rocketkor_customer c ON c.sandbox_id = w.sandbox_id AND c.id = w.customer_id
          WHERE w.sandbox_id = ${ctx.sandbox.id} AND w.id = ${id}::uuid`,
      )
    : [];
  if (!row) throw absent(id);
  const { email, ...rest } = row;
  return { ...sceneOf(rest), email };
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

function absent(id: string): Refusal {
  return new Refusal("absent", `There is no workflow ${id}.`);
}

function rowsOf(ctx: Context, which: Sql): Promise<readonly Row[]> {
  return query<Row>(
    ctx.db,
    sql`SELECT ${columns} FROM rocketkor_workflow w ${steps} WHERE w.sandbox_id = ${ctx.sandbox.id} AND ${which}`,
  );
}

function sceneOf({ createdByType, createdById, steps, ...row }: Row): Scene {
  return {
    workflow: { ...row, createdBy: actorFrom(createdByType, createdById) },
    steps: steps.map((step) => ({ ...step, updatedAt: new Date(step.updatedAt) })),
  };
}
