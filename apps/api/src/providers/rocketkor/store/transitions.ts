import { isDeepStrictEqual } from "node:util";
import { empty, join, query, raw, type Sql, sql } from "@understudy/database";
import {
  type Context,
  deleteTimer,
  insertEvents,
  insertMessages,
  insertTimer,
  type MessageSpec,
  type TimerSpec,
} from "@understudy/engine";
import { linkTo } from "../addresses.ts";
import { stepEvents } from "../emission.ts";
import { messageText } from "../rules/message-text.ts";
import { readPhone } from "../rules/phone.ts";
import type { Change, Detail, Notification, Scene, Step, Workflow } from "../rules/workflow.ts";
import { type Business, businessOf } from "./business.ts";
import { inTransaction } from "./in-transaction.ts";
import { hold } from "./workflows.ts";

const provider = "rocketkor";
/** What the clock does with a workflow. */
const expiry = "expire_workflow";
const reminder = "remind_customer";

/** Writes a new workflow with its steps, its SMS, its timers and its events in one statement. */
export async function create(ctx: Context, change: Change): Promise<void> {
  const { workflow: w } = change;
  await query(
    ctx.db,
    sql`
    WITH changed AS (
      INSERT INTO rocketkor_workflow (
        sandbox_id, id, template_id, template_version_id, status, title, customer_memo, parameters, phone_number, token,
        current_step, opened_at, customer_id, account_id, transaction_id, expire_at, next_notification_at, notifications,
        completed_at, decline_reason, created_by_type, created_by_id, created_at, updated_at)
      VALUES (
        ${ctx.sandbox.id}, ${w.id}::uuid, ${w.templateId}::uuid, ${w.templateVersionId}::uuid, ${w.status}, ${w.title},
        ${w.customerMemo}, ${JSON.stringify(w.parameters)}::json, ${w.phoneNumber}, ${w.token}, ${w.currentStep},
        ${w.openedAt}, ${w.customerId}::uuid, ${w.accountId}::uuid, ${w.transactionId}::uuid, ${w.expireAt},
        ${w.nextNotificationAt}, ${w.notifications}, ${w.completedAt}, ${w.declineReason}, ${w.createdBy.type},
        ${w.createdBy.id}, ${w.createdAt}, ${w.updatedAt})
      RETURNING id)
    ${following(ctx, await businessOf(ctx), change)}
    SELECT id FROM changed`,
  );
}

/**
 * Writes what becomes of a workflow that this transaction holds, with all that follows from it, in one statement. Answers
 * the email of the customer whom it has then.
 */
async function commit(ctx: Context, from: Scene, change: Change): Promise<string | null> {
  const { workflow: w } = change;
  const [written] = await query<Pick<Detail, "email">>(
    ctx.db,
    sql`
    WITH changed AS (
      UPDATE rocketkor_workflow SET
        status = ${w.status}, current_step = ${w.currentStep}, opened_at = ${w.openedAt},
        customer_id = ${w.customerId}::uuid, account_id = ${w.accountId}::uuid,
        transaction_id = ${w.transactionId}::uuid, expire_at = ${w.expireAt},
        next_notification_at = ${w.nextNotificationAt}, notifications = ${w.notifications},
        completed_at = ${w.completedAt}, decline_reason = ${w.declineReason}, updated_at = ${w.updatedAt}
      WHERE sandbox_id = ${ctx.sandbox.id} AND id = ${w.id}::uuid
      RETURNING id)
    ${following(ctx, await businessOf(ctx), change, from.workflow)}
    SELECT (
      SELECT primary_email FROM rocketkor_customer
      WHERE sandbox_id = ${ctx.sandbox.id} AND id = ${w.customerId}::uuid
    ) AS email
    FROM changed`,
  );
  return written?.email ?? null;
}

/** A workflow as a change has left it, and whom that has been told. */
export type Changed = Detail & Pick<Change, "notification">;

/** Decides what becomes of a workflow, with nobody else at it, and writes that. */
export function change(
  ctx: Context,
  id: string,
  decide: (scene: Scene, held: Context) => Change | Promise<Change>,
): Promise<Changed> {
  return inTransaction(ctx, async (held) => {
    const from = await hold(held, id);
    const decided = await decide(from, held);
    const email = await commit(held, from, decided);
    return { ...after(from, decided), email, notification: decided.notification };
  });
}

/** The workflow as the change leaves it. */
function after({ steps }: Scene, { workflow, steps: changed }: Change): Scene {
  return { workflow, steps: steps.map((step) => changed.find(({ number }) => number === step.number) ?? step) };
}

const changed = raw("changed");

/** The parts of a statement that write all but the workflow itself. */
function following(ctx: Context, business: Business, change: Change, before?: Workflow): Sql {
  const { workflow, steps, told, notification } = change;
  const [timer, timerBefore] = [nextTimer(workflow), before && nextTimer(before)];
  const isSet = timer && !isDeepStrictEqual(timer, timerBefore);
  const isStopped = timerBefore && timerBefore.kind !== timer?.kind;
  const events = stepEvents(workflow.id, told);
  const parts = [
    ...(steps.length > 0 ? [sql`stepped AS (${writeSteps(ctx, steps)})`] : []),
    ...(isSet ? [sql`timed AS (${insertTimer(ctx, changed, timer)})`] : []),
    ...(isStopped ? [sql`untimed AS (${deleteTimer(ctx, changed, timerBefore.kind, workflow.id)})`] : []),
    ...(events.length > 0 ? [sql`told AS (${insertEvents(ctx, changed, events)})`] : []),
    ...(notification ? notifying(ctx, business, workflow, notification) : []),
  ];
  return parts.length > 0 ? sql`, ${join(parts, ", ")}` : empty;
}

function notifying(ctx: Context, business: Business, workflow: Workflow, notification: Notification): Sql[] {
  const { serial, channel, origin, notifiedBy, notifiedAt } = notification;
  const { e164 } = readPhone(workflow.phoneNumber) ?? { e164: workflow.phoneNumber };
  const sender = { businessName: business.name, link: linkTo(ctx, workflow.token) };
  const body = messageText(workflow, origin, sender);
  const message: MessageSpec = { provider, channel, to: e164, body, subject: workflow.id };
  return [
    sql`notified AS (
      INSERT INTO rocketkor_notification (
        sandbox_id, workflow_id, serial, channel, origin, notified_by_type, notified_by_id, notified_at)
      SELECT ${ctx.sandbox.id}, changed.id, ${serial}, ${channel}, ${origin}, ${notifiedBy.type}, ${notifiedBy.id},
        ${notifiedAt}
      FROM changed)`,
    sql`texted AS (${insertMessages(ctx, changed, [message])})`,
  ];
}

/** What the clock does with a workflow next: as long as there is something to be reminded of, it does not expire. */
function nextTimer({ id: subject, status, expireAt, nextNotificationAt }: Workflow): TimerSpec | undefined {
  if (status !== "ACTIVE") return undefined;
  const kind = nextNotificationAt ? reminder : expiry;
  return { provider, kind, subject, dueAt: nextNotificationAt ?? expireAt };
}

function writeSteps(ctx: Context, steps: readonly Step[]): Sql {
  const rows = steps.map(({ updatedAt, ...step }) => ({ ...step, updated_at: updatedAt }));
  return sql`
    INSERT INTO rocketkor_workflow_step (sandbox_id, workflow_id, number, id, name, status, asked, data, updated_at)
    SELECT ${ctx.sandbox.id}, changed.id, s.*
    FROM changed CROSS JOIN json_to_recordset(${JSON.stringify(rows)}::json) AS s(
      number smallint, id uuid, name text, status text, asked json, data json, updated_at timestamptz)
    ON CONFLICT (sandbox_id, workflow_id, number) DO UPDATE SET
      status = excluded.status, data = excluded.data, updated_at = excluded.updated_at`;
}
