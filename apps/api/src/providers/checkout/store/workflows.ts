import { query, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import { type Context, resubscribe, unsubscribe } from "@understudy/engine";
import { subscriptionsOf } from "../rules/subscription.ts";
import type { Workflow } from "../rules/workflow.ts";
import { patience } from "./patience.ts";
import { columnsOfAction, columnsOfCondition, type WorkflowRow, workflowOf } from "./workflow-rows.ts";

export type WorkflowSummary = Pick<Workflow, "id" | "name" | "isActive">;

/** All of the sandbox, in the order in which they were made. */
export async function list(ctx: Context): Promise<readonly WorkflowSummary[]> {
  const rows = await ctx.db.checkoutWorkflow.findMany({
    where: { sandboxId: ctx.sandbox.id },
    select: { id: true, name: true, isActive: true },
    orderBy: { sequence: "asc" },
  });
  return rows.map(({ name, ...row }) => ({ ...row, name: name ?? undefined }));
}

/** One statement, so that it never tells half of a change. */
export async function get(ctx: Context, id: string): Promise<Workflow> {
  const [row] = await query<WorkflowRow>(
    ctx.db,
    sql`
    SELECT w.id, w.name, w.is_active AS "isActive", (
      SELECT json_agg(json_build_object(
        'id', c.id, 'type', c.type, 'events', c.events, 'entities', c.entities,
        'processingChannels', c.processing_channels) ORDER BY c.position)
      FROM checkout_condition c WHERE c.sandbox_id = w.sandbox_id AND c.workflow_id = w.id) AS conditions, (
      SELECT json_agg(json_build_object(
        'id', a.id, 'url', a.url, 'headers', a.headers, 'signatureMethod', a.signature_method,
        'signatureKey', a.signature_key, 'retryEnabled', a.retry_enabled) ORDER BY a.position)
      FROM checkout_action a WHERE a.sandbox_id = w.sandbox_id AND a.workflow_id = w.id) AS actions
    FROM checkout_workflow w WHERE w.sandbox_id = ${ctx.sandbox.id} AND w.id = ${id}`,
  );
  if (!row) throw absentWorkflow(id);
  return workflowOf(row);
}

export async function create(ctx: Context, workflow: Workflow): Promise<void> {
  const { id, name = null, isActive } = workflow;
  await ctx.db.$transaction(
    async (db) => {
      await db.checkoutWorkflow.create({
        data: { sandboxId: ctx.sandbox.id, id, name, isActive, createdAt: ctx.now },
      });
      await writeConditions({ ...ctx, db }, workflow);
      await writeActions({ ...ctx, db }, workflow);
      await tell({ ...ctx, db }, workflow);
    },
    { ...patience },
  );
}

/** Makes of a workflow what `decide` says. Its row is locked before it is read, so that of two changes both count. */
export async function change(ctx: Context, id: string, decide: (workflow: Workflow) => Workflow): Promise<Workflow> {
  return ctx.db.$transaction(
    async (db) => {
      const within = { ...ctx, db };
      await lock(within, id);
      const from = await get(within, id);
      const to = decide(from);
      const { name = null, isActive } = to;
      await db.checkoutWorkflow.update({
        where: { sandboxId_id: { sandboxId: ctx.sandbox.id, id } },
        data: { name, isActive },
      });
      if (to.conditions !== from.conditions) await writeConditions(within, to);
      if (to.actions !== from.actions) await writeActions(within, to);
      await tell(within, to);
      return to;
    },
    { ...patience },
  );
}

/** It is told of nothing any more; what is under way goes on (providers/checkout.md 4.7). */
export async function remove(ctx: Context, id: string): Promise<void> {
  await ctx.db.$transaction(
    async (db) => {
      const { count } = await db.checkoutWorkflow.deleteMany({ where: { sandboxId: ctx.sandbox.id, id } });
      if (count === 0) throw absentWorkflow(id);
      await unsubscribe({ ...ctx, db }, "checkout", { groupId: id });
    },
    { ...patience },
  );
}

/** From the transaction's end on, events are sent by what the workflow says now. */
async function tell(ctx: Context, workflow: Workflow): Promise<void> {
  await resubscribe(ctx, "checkout", workflow.id, subscriptionsOf(workflow));
}

async function lock(ctx: Context, id: string): Promise<void> {
  const locked = await query<unknown>(
    ctx.db,
    sql`SELECT id FROM checkout_workflow WHERE sandbox_id = ${ctx.sandbox.id} AND id = ${id} FOR UPDATE`,
  );
  if (locked.length === 0) throw absentWorkflow(id);
}

/** All of them anew: two conditions may have changed their types for each other's. */
async function writeConditions({ db, sandbox }: Context, { id: workflowId, conditions }: Workflow): Promise<void> {
  const own = { sandboxId: sandbox.id, workflowId };
  await db.checkoutCondition.deleteMany({ where: own });
  await db.checkoutCondition.createMany({
    data: conditions.map((condition, position) => ({ ...own, position, ...columnsOfCondition(condition) })),
  });
}

async function writeActions({ db, sandbox }: Context, { id: workflowId, actions }: Workflow): Promise<void> {
  const own = { sandboxId: sandbox.id, workflowId };
  await db.checkoutAction.deleteMany({ where: own });
  await db.checkoutAction.createMany({
    data: actions.map((action, position) => ({ ...own, position, ...columnsOfAction(action) })),
  });
}

function absentWorkflow(id: string): Refusal {
  return new Refusal("absent", `There is no workflow ${id}.`);
}
