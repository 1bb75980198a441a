import { query, sql } from "@understudy/database";
import type { Context } from "@understudy/engine";
import type { Execution, Scene, StepRun, SubjectRecord } from "../rules/execution.ts";
import { isUuid } from "../rules/ids.ts";
import { recordNeeded, tableNeeded } from "../rules/record-step.ts";
import { revisionOf } from "./definitions.ts";
import { executionColumns } from "./executions.ts";
import { forSteps } from "./records.ts";
import { find } from "./tables.ts";

interface SceneRow extends Execution {
  readonly outputs: Readonly<Record<string, unknown>> | null;
  readonly run: JsonRun | null;
}

type JsonRun = Omit<StepRun, "startedAt" | "endedAt"> & { readonly startedAt: string; readonly endedAt: string | null };

/** The same as `read`, in a transaction, with the executions' rows locked until it ends. */
export async function hold(ctx: Context, ids: readonly string[]): Promise<readonly Scene[]> {
  // First of all: what a statement reads beside the rows that it waits for is as it was before the wait. By id, so that
  // two who hold several do not wait for each other.
  await query(
    ctx.db,
    sql`SELECT e.id::text FROM transactionlink_execution e WHERE ${isAmong(ctx, ids)} ORDER BY e.id FOR UPDATE`,
  );
  return load(ctx, ids, true);
}

/** All that decides what becomes of these executions, those that have ended included. Unknown ids are left out. */
export function read(ctx: Context, ids: readonly string[]): Promise<readonly Scene[]> {
  return load(ctx, ids, false);
}

async function load(ctx: Context, ids: readonly string[], isHeld: boolean): Promise<readonly Scene[]> {
  const rows = await query<SceneRow>(
    ctx.db,
    sql`SELECT ${executionColumns}, way.outputs, way.run
      FROM transactionlink_execution e
      CROSS JOIN LATERAL (
        SELECT
          json_object_agg(r.step, r.output ORDER BY r.number)
            FILTER (WHERE r.output IS NOT NULL AND r.state <> 'RUNNING') AS outputs,
          json_agg(json_build_object(
            'number', r.number, 'step', r.step, 'type', r.type, 'state', r.state, 'attempt', r.attempt,
            'input', r.input, 'output', r.output, 'error', r.error, 'startedAt', r.started_at, 'endedAt', r.ended_at
          )) FILTER (WHERE r.state = 'RUNNING') -> 0 AS run
        FROM transactionlink_step_run r WHERE r.sandbox_id = e.sandbox_id AND r.execution_id = e.id
      ) AS way
      WHERE ${isAmong(ctx, ids)} ORDER BY e.id`,
  );
  return withRecords(ctx, await Promise.all(rows.map((row) => sceneOf(ctx, row))), isHeld);
}

const isAmong = ({ sandbox }: Context, ids: readonly string[]) =>
  sql`e.sandbox_id = ${sandbox.id} AND e.id = ANY (${ids.filter(isUuid)}::uuid[])`;

async function sceneOf(ctx: Context, { outputs, run, ...execution }: SceneRow): Promise<Scene> {
  const { definition } = await revisionOf(ctx, execution.definitionId, execution.revision);
  const scene: Scene = { definition, execution, outputs: outputs ?? {}, run: run && runFrom(run) };
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
