import { query, sql } from "@understudy/database";
import { isUuid } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Execution, Scene, StepRun, SubjectRecord } from "../rules/execution.ts";
import { outputsNeeded } from "../rules/outputs-needed.ts";
import { recordNeeded, tableNeeded } from "../rules/record-step.ts";
import { revisionOf } from "./definitions.ts";
import { executionColumns } from "./executions.ts";
import { forSteps } from "./records.ts";
import { find } from "./tables.ts";

/** How it came to where it stands, as far as that is asked for. */
interface Past {
  readonly id: string;
  readonly outputs: Readonly<Record<string, unknown>> | null;
  readonly run: JsonRun | null;
}

type JsonRun = Omit<StepRun, "startedAt" | "endedAt"> & { readonly startedAt: string; readonly endedAt: string | null };

/**
 * All that decides what becomes of these executions, those that have ended included. Unknown ids are left out. One that
 * goes on just then may be shown without its run: whoever acts upon it holds it first.
 */
export function read(ctx: Context, ids: readonly string[]): Promise<readonly Scene[]> {
  return load(ctx, ids, false);
}

/** The same in a transaction, with the executions' rows locked until it ends. */
export function hold(ctx: Context, ids: readonly string[]): Promise<readonly Scene[]> {
  return load(ctx, ids, true);
}

async function load(ctx: Context, ids: readonly string[], isHeld: boolean): Promise<readonly Scene[]> {
  const known = await Promise.all((await executionsOf(ctx, ids, isHeld)).map((each) => withDefinition(ctx, each)));
  const pasts = await pastsOf(ctx, known);
  const scenes = known.map((each) => sceneOf(ctx, each, pasts.get(each.execution.id)));
  return withRecords(ctx, await Promise.all(scenes), isHeld);
}

/**
 * Nothing else is read with them: what a statement reads beside the rows that it waits for is as it was before the wait.
 * By id, so that two who hold several do not wait for each other.
 */
function executionsOf(ctx: Context, ids: readonly string[], isHeld: boolean): Promise<readonly Execution[]> {
  return query<Execution>(
    ctx.db,
    sql`SELECT ${executionColumns} FROM transactionlink_execution e
      WHERE e.sandbox_id = ${ctx.sandbox.id} AND e.id = ANY (${ids.filter(isUuid)}::uuid[])
      ORDER BY e.id ${isHeld ? sql`FOR UPDATE` : sql``}`,
  );
}

type Known = Pick<Scene, "definition" | "execution">;

async function withDefinition(ctx: Context, execution: Execution): Promise<Known> {
  const { definition } = await revisionOf(ctx, execution.definitionId, execution.revision);
  return { definition, execution };
}

/** Outputs may be large, and a batch of executions has many: those that are not asked for stay where they are. */
async function pastsOf(ctx: Context, known: readonly Known[]): Promise<ReadonlyMap<string, Past>> {
  if (known.length === 0) return new Map();
  const needs = known.map(({ definition, execution: { id, currentStep, runNumber } }) => {
    return { id, number: runNumber, steps: outputsNeeded(definition, currentStep) };
  });
  const ofNeed = sql`r.sandbox_id = ${ctx.sandbox.id} AND r.execution_id = n.id`;
  const rows = await query<Past>(
    ctx.db,
    sql`SELECT n.id::text,
        (SELECT json_object_agg(o.step, o.output ORDER BY o.number) FROM (
          SELECT DISTINCT ON (r.step) r.step, r.number, r.output FROM transactionlink_step_run r
          WHERE ${ofNeed} AND (n.steps IS NULL OR r.step = ANY (n.steps))
            AND r.output IS NOT NULL AND r.state <> 'RUNNING'
          ORDER BY r.step, r.number DESC
        ) AS o) AS outputs,
        (SELECT json_build_object(
          'number', r.number, 'step', r.step, 'type', r.type, 'state', r.state, 'attempt', r.attempt,
          'input', r.input, 'output', r.output, 'error', r.error, 'startedAt', r.started_at, 'endedAt', r.ended_at
        ) FROM transactionlink_step_run r WHERE ${ofNeed} AND r.number = n.number AND r.state = 'RUNNING') AS run
      FROM json_to_recordset(${JSON.stringify(needs)}::json) AS n(id uuid, number int, steps text[])`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function sceneOf(ctx: Context, known: Known, past: Past | undefined): Promise<Scene> {
  const run = past?.run ? runFrom(past.run) : null;
  const scene: Scene = { ...known, outputs: past?.outputs ?? {}, run };
  const tableId = tableNeeded(scene);
  return tableId === null ? scene : { ...scene, fields: (await find(ctx, tableId))?.fields ?? null };
}

/** What a step makes of a record must not be made of it by another at the same time. */
async function withRecords(ctx: Context, scenes: readonly Scene[], isHeld: boolean): Promise<readonly Scene[]> {
  const needed = new Map(scenes.map((scene) => [scene, recordNeeded(scene)]));
  const keys = [...needed.values()].filter((key) => key !== null);
  const records = await forSteps(ctx, keys, isHeld);
  return scenes.map((scene) => {
    const key = needed.get(scene);
    const isMeant = (record: SubjectRecord) => record.id === key?.id && record.tableId === key.tableId;
    return key ? { ...scene, record: records.find(isMeant) ?? null } : scene;
  });
}

function runFrom({ startedAt, endedAt, ...run }: JsonRun): StepRun {
  return { ...run, startedAt: new Date(startedAt), endedAt: endedAt === null ? null : new Date(endedAt) };
}
