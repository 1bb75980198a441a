import { query, type Sql, sql } from "@understudy/database";
import { isUuid, Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { type Page, sequenceFrom } from "../../../page.ts";
import type { Execution, ExecutionStatus, StepRun } from "../rules/execution.ts";

/** An execution with the token that opens its page, null in the background. */
export interface KnownExecution {
  readonly execution: Execution;
  readonly token: string | null;
  /** Since when it stands where it does. */
  readonly since: Date;
}

export type ListedExecution = KnownExecution & { readonly sequence: bigint };

export interface ExecutionFilter {
  readonly status?: ExecutionStatus | undefined;
  readonly definitionId?: string | undefined;
}

/** The columns of `e` as the rules know an execution. */
export const executionColumns = sql`
  e.id::text, e.definition_id AS "definitionId", e.revision, e.name, e.execution_type AS "executionType", e.status,
  e.locale, e.parameters, e.record_id::text AS "recordId", e.expires_at AS "expiresAt",
  e.expires_at_micros::int AS "expiresAtMicros", e.created_at AS "createdAt", e.ended_at AS "endedAt",
  e.current_step AS "currentStep", e.awaits, e.run_number AS "runNumber", e.result, e.failure`;

type Row = Execution & Omit<ListedExecution, "execution">;

export async function get(ctx: Context, id: string): Promise<KnownExecution> {
  const [known] = isUuid(id) ? await find(ctx, sql`AND e.id = ${id}::uuid`) : [];
  if (!known) throw absent(id);
  return known;
}

/** Newest first. */
export async function list(
  ctx: Context,
  { status, definitionId }: ExecutionFilter,
  { limit, cursor }: Page,
): Promise<readonly ListedExecution[]> {
  const where = [
    status === undefined ? sql`` : sql`AND e.status = ${status}`,
    definitionId === undefined ? sql`` : sql`AND e.definition_id = ${definitionId}`,
    cursor === undefined ? sql`` : sql`AND e.sequence < ${sequenceFrom(cursor)}`,
  ] as const;
  return find(ctx, sql`${where[0]} ${where[1]} ${where[2]} ORDER BY e.sequence DESC LIMIT ${limit}`);
}

/** Its way so far, in the order in which the steps were entered. */
export async function runsOf(ctx: Context, id: string): Promise<readonly StepRun[]> {
  return query<StepRun>(
    ctx.db,
    sql`SELECT number, step, type, state, attempt, input, output, error, started_at AS "startedAt", ended_at AS "endedAt"
      FROM transactionlink_step_run WHERE sandbox_id = ${ctx.sandbox.id} AND execution_id = ${id}::uuid ORDER BY number`,
  );
}

/** A step that it has been through, or is at. */
export type Passage = Pick<StepRun, "step" | "state">;

/** The same without what went in and came out. */
export async function passagesOf(ctx: Context, id: string): Promise<readonly Passage[]> {
  return query<Passage>(
    ctx.db,
    sql`SELECT step, state FROM transactionlink_step_run
      WHERE sandbox_id = ${ctx.sandbox.id} AND execution_id = ${id}::uuid ORDER BY number`,
  );
}

/** The token that opens its page; null where there is no such execution, or none that has a page. */
export async function tokenOf(ctx: Context, id: string): Promise<string | null> {
  const [row] = await query<Pick<KnownExecution, "token">>(
    ctx.db,
    sql`SELECT token FROM transactionlink_execution WHERE sandbox_id = ${ctx.sandbox.id} AND id = ${id}::uuid`,
  );
  return row?.token ?? null;
}

async function find(ctx: Context, condition: Sql): Promise<ListedExecution[]> {
  const rows = await query<Row>(
    ctx.db,
    sql`SELECT ${executionColumns}, e.token, e.sequence, coalesce(r.ended_at, r.started_at, e.created_at) AS since
      FROM transactionlink_execution e
      LEFT JOIN transactionlink_step_run r
        ON r.sandbox_id = e.sandbox_id AND r.execution_id = e.id AND r.number = e.run_number
      WHERE e.sandbox_id = ${ctx.sandbox.id} ${condition}`,
  );
  return rows.map(({ token, sequence, since, ...execution }) => ({ execution, token, sequence, since }));
}

export function absent(id: string): Refusal {
  return new Refusal("absent", `There is no workflow execution ${id}.`, { codes: ["WORKFLOW_NOT_FOUND"] });
}
