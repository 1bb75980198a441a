import { empty, join, query, raw, type Sql, sql } from "@understudy/database";
import {
  type Context,
  deleteTimers,
  type EventSpec,
  insertEvents,
  insertTasks,
  insertTimer,
  insertTimers,
  type TimerSpec,
} from "@understudy/engine";
import { eventsOf } from "../emission.ts";
import type { Change, Execution, Scene, StepRun } from "../rules/execution.ts";
import { givenUp, named } from "./drafts.ts";
import { absent } from "./executions.ts";
import { type IdentifiedFile, removal, write as writeFiles } from "./files.ts";
import { writeRecords } from "./records.ts";
import { hold } from "./scenes.ts";
import { type Workspace, workspaceOf } from "./workspaces.ts";

const provider = "transactionlink";
/** By what the clock does with an execution. */
const expiry = "expire_workflow";
const resumption = "resume_step";

/** What an execution was, and what it becomes. */
export interface Transition {
  readonly from: Scene;
  readonly change: Change;
}

/** Writes a new execution, its first step, its timers and its first task in one statement. */
export async function create(ctx: Context, change: Change, token: string | null): Promise<void> {
  const { execution } = change;
  const workspace = await workspaceOf(ctx);
  const timer: TimerSpec = { provider, kind: expiry, subject: execution.id, dueAt: execution.expiresAt };
  await query(
    ctx.db,
    sql`
    WITH changed AS (
      INSERT INTO transactionlink_execution (
        sandbox_id, id, definition_id, revision, name, execution_type, status, locale, parameters, record_id,
        expires_at, expires_at_micros, created_at, ended_at, current_step, awaits, run_number, failure, token)
      VALUES (
        ${ctx.sandbox.id}, ${execution.id}::uuid, ${execution.definitionId}, ${execution.revision}, ${execution.name},
        ${execution.executionType}, ${execution.status}, ${execution.locale},
        ${JSON.stringify(execution.parameters)}::json, ${execution.recordId}::uuid, ${execution.expiresAt},
        ${execution.expiresAtMicros}, ${execution.createdAt}, ${execution.endedAt}, ${execution.currentStep},
        ${execution.awaits}, ${execution.runNumber}, ${execution.failure && JSON.stringify(execution.failure)}::json,
        ${token})
      RETURNING id),
    expiring AS (${insertTimer(ctx, changed, timer)})
    ${following(ctx, workspace, [change])}
    SELECT id FROM changed`,
  );
}

/**
 * Writes what becomes of executions that this transaction holds, with all that follows from it: in one statement, but for
 * records, which have their own in the same transaction.
 */
export async function commit(ctx: Context, transitions: readonly Transition[]): Promise<void> {
  if (transitions.length === 0) return;
  const workspace = await workspaceOf(ctx);
  const changes = transitions.map(({ change }) => change);
  const rows = changes.map(({ execution }) => rowOf(execution));
  await query(
    ctx.db,
    sql`
    WITH changed AS (
      UPDATE transactionlink_execution e SET
        status = c.status, current_step = c.current_step, awaits = c.awaits, run_number = c.run_number,
        ended_at = c.ended_at, result = c.result, failure = c.failure, record_id = c.record_id
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS c(
        id uuid, status text, current_step text, awaits text, run_number int, ended_at timestamptz, result json,
        failure json, record_id uuid)
      WHERE e.sandbox_id = ${ctx.sandbox.id} AND e.id = c.id
      RETURNING e.id)
    ${withoutTimers(ctx, transitions)}
    ${withoutFiles(ctx, transitions)}
    ${following(ctx, workspace, changes)}
    SELECT id FROM changed`,
  );
  await writeRecords(
    ctx,
    changes.flatMap(({ record }) => record ?? []),
  );
}

/**
 * Decides what becomes of an execution, with nobody else at it, and writes that, and those of the files that a run of it
 * then names: where its time was up, for one, none does.
 */
export async function change(
  ctx: Context,
  id: string,
  decide: (scene: Scene) => Change,
  files: readonly IdentifiedFile[] = [],
): Promise<Execution> {
  return ctx.db.$transaction(
    async (db) => {
      const held = { ...ctx, db };
      const [from] = await hold(held, [id]);
      if (!from) throw absent(id);
      const decided = decide(from);
      await commit(held, [{ from, change: decided }]);
      const kept = new Set(named(decided));
      await writeFiles(
        held,
        files.filter((file) => kept.has(file.id)),
      );
      return decided.execution;
    },
    // A copy: Prisma writes into the options of a transaction within another one.
    { ...patience },
  );
}

/** Whoever holds an execution for longer has a defect. */
const patience = { maxWait: 10_000, timeout: 20_000 };

const changed = raw("changed");

/** The parts of a statement that write all but the execution itself. */
function following(ctx: Context, workspace: Workspace, changes: readonly Change[]): Sql {
  const tasks = changes.flatMap(({ execution: { id: subject }, work }) =>
    work === null ? [] : [{ provider, kind: work, subject }],
  );
  const timers = changes.flatMap(({ execution: { id: subject }, resumeAt }) =>
    resumeAt === null ? [] : [{ provider, kind: resumption, subject, dueAt: resumeAt }],
  );
  const events: EventSpec[] = changes.flatMap((change) => eventsOf(change, workspace));
  const runs = changes.flatMap(({ execution, runs }) => runs.map((run) => runRowOf(execution, run)));
  const parts = [
    ...(runs.length > 0 ? [sql`ran AS (${writeRuns(ctx, runs)})`] : []),
    ...(tasks.length > 0 ? [sql`tasked AS (${insertTasks(ctx, changed, tasks)})`] : []),
    ...(timers.length > 0 ? [sql`timed AS (${insertTimers(ctx, changed, timers)})`] : []),
    ...(events.length > 0 ? [sql`told AS (${insertEvents(ctx, changed, events)})`] : []),
  ];
  return parts.length > 0 ? sql`, ${join(parts, ", ")}` : empty;
}

/** The timers that nobody waits for any more. One that is set anew is moved instead. */
function withoutTimers(ctx: Context, transitions: readonly Transition[]): Sql {
  const stopped = transitions
    .filter(({ from, change }) => from.execution.awaits !== "turn" && change.resumeAt === null)
    .map(({ change }) => change.execution.id);
  const ended = transitions.flatMap(({ change: { execution } }) =>
    execution.status === "RUNNING" ? [] : [execution.id],
  );
  const parts = [
    ...(stopped.length > 0 ? [sql`stopped AS (${deleteTimers(ctx, changed, [resumption], stopped)})`] : []),
    ...(ended.length > 0 ? [sql`unexpiring AS (${deleteTimers(ctx, changed, [expiry], ended)})`] : []),
  ];
  return parts.length > 0 ? sql`, ${join(parts, ", ")}` : empty;
}

/** The files that nobody hands in any more. */
function withoutFiles(ctx: Context, transitions: readonly Transition[]): Sql {
  const ids = transitions.flatMap(({ from, change }) => givenUp(from, change));
  return ids.length > 0 ? sql`, unkept AS (${removal(ctx, changed, ids)})` : empty;
}

function writeRuns(ctx: Context, runs: readonly object[]): Sql {
  return sql`
    INSERT INTO transactionlink_step_run (
      sandbox_id, execution_id, number, step, type, state, attempt, input, output, error, started_at, ended_at)
    SELECT ${ctx.sandbox.id}, r.* FROM json_to_recordset(${JSON.stringify(runs)}::json) AS r(
      execution_id uuid, number int, step text, type text, state text, attempt int, input json, output json, error json,
      started_at timestamptz, ended_at timestamptz)
    ON CONFLICT (sandbox_id, execution_id, number) DO UPDATE SET
      state = excluded.state, attempt = excluded.attempt, input = excluded.input, output = excluded.output,
      error = excluded.error, ended_at = excluded.ended_at`;
}

function rowOf({ id, status, currentStep, awaits, runNumber, endedAt, result, failure, recordId }: Execution): object {
  return {
    ...{ id, status, awaits, result, failure },
    ...{ current_step: currentStep, run_number: runNumber, ended_at: endedAt, record_id: recordId },
  };
}

function runRowOf({ id }: Execution, { startedAt, endedAt, ...run }: StepRun): object {
  return { ...run, execution_id: id, started_at: startedAt, ended_at: endedAt };
}
