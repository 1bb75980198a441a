import { isUniqueViolation, query, sql } from "@understudy/database";
import { isUuid, Refusal } from "@understudy/domain";
import { type Context, resubscribe, unsubscribe } from "@understudy/engine";
import { type Page, sequenceFrom } from "../../../../page.ts";
import type { Workflow, WorkflowDefinition } from "../../rules/workflow.ts";
import type { Target } from "../../webhooks.ts";
import { inTransaction } from "../in-transaction.ts";
import { setupOf, tenantOf } from "./tenant.ts";
import { type StoredWorkflow, storedFrom } from "./workflow-rows.ts";

const provider = "onespan";

/** A workflow of the tenant, remembered until somebody changes one; undefined where there is none with this id. */
export async function workflowOf(ctx: Context, id: string): Promise<Workflow | undefined> {
  return (await setupOf(ctx)).workflows.get(id.toLowerCase());
}

/** Throws a Refusal `absent`. */
export async function getWorkflow(ctx: Context, id: string): Promise<StoredWorkflow> {
  const row = isUuid(id) ? await ctx.db.onespanWorkflow.findUnique({ where: key(ctx, id) }) : null;
  if (!row) throw new Refusal("absent", `There is no workflow ${id}.`);
  return storedFrom(row);
}

/** Newest first. */
export async function listWorkflows(ctx: Context, { limit, cursor }: Page): Promise<readonly StoredWorkflow[]> {
  const rows = await ctx.db.onespanWorkflow.findMany({
    where: { sandboxId: ctx.sandbox.id, ...(cursor !== undefined && { sequence: { lt: sequenceFrom(cursor) } }) },
    orderBy: { sequence: "desc" },
    take: limit,
  });
  return rows.map(storedFrom);
}

/** Throws a Refusal `exists` where another one has the id. */
export async function createWorkflow(ctx: Context, { id, ...definition }: Workflow): Promise<StoredWorkflow> {
  await tenantOf(ctx);
  try {
    return await inTransaction(ctx, async (held) => {
      const own = { sandboxId: ctx.sandbox.id, id, createdAt: ctx.now };
      const row = await held.db.onespanWorkflow.create({ data: { ...own, definition: { ...definition } as object } });
      await tell(held, id, definition);
      return storedFrom(row);
    });
  } catch (error) {
    if (!isUniqueViolation(error, "onespan_workflow_pkey")) throw error;
    throw new Refusal("exists", `There is a workflow ${id} already; leave id out or choose another.`, { field: "id" });
  }
}

/** Transactions keep what they began with; who is told of them changes. */
export function saveWorkflow(ctx: Context, id: string, definition: WorkflowDefinition): Promise<StoredWorkflow> {
  return holding(ctx, id, async (held) => {
    const data = { definition: { ...definition } as object };
    const row = await held.db.onespanWorkflow.update({ where: key(ctx, id), data });
    await tell(held, row.id, definition);
    return storedFrom(row);
  });
}

/** What is under way to its endpoints goes on. */
export function deleteWorkflow(ctx: Context, id: string): Promise<void> {
  return holding(ctx, id, async (held, { id: groupId }) => {
    await held.db.onespanWorkflow.delete({ where: key(ctx, id) });
    await unsubscribe(held, provider, { groupId });
  });
}

/** One change of a workflow at a time. */
function holding<T>(
  ctx: Context,
  id: string,
  work: (held: Context, workflow: StoredWorkflow) => Promise<T>,
): Promise<T> {
  return inTransaction(ctx, async (held) => {
    const which = sql`sandbox_id = ${ctx.sandbox.id} AND id = ${id}::uuid`;
    if (isUuid(id)) await query(held.db, sql`SELECT id FROM onespan_workflow WHERE ${which} FOR UPDATE`);
    return work(held, await getWorkflow(held, id));
  });
}

/** Each of its targets is an endpoint, of the workflow as a group; events say whose they are. */
function tell(ctx: Context, id: string, { notifications }: WorkflowDefinition): Promise<void> {
  const endpoints = notifications.map(({ url, scenarios }, index) => {
    const target: Target = { url };
    return { endpointId: `${id}:${index}`, filter: { type: scenarios, workflow: [id] }, target };
  });
  return resubscribe(ctx, provider, id, endpoints);
}

function key({ sandbox }: Context, id: string) {
  return { sandboxId_id: { sandboxId: sandbox.id, id } };
}
