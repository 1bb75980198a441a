import { type Database, empty, query, type Sql, sql } from "@understudy/database";
import type { TaskHandler } from "./task.ts";

/** A handler with the tasks that are its own. */
export interface Trade {
  readonly provider: string;
  readonly kind: string;
  readonly handler: TaskHandler;
}

/** Which tasks are looked for. */
export interface Choice {
  /** Only those of one sandbox. */
  readonly sandboxId?: string | undefined;
  /** Only this subject. */
  readonly subject?: string | undefined;
  /** Those of sandboxes too whose clock somebody holds: whoever moves a clock does the work of its sandbox. */
  readonly isHeldToo?: boolean;
  /** Sandboxes whose tasks are left alone. */
  readonly without?: readonly string[];
}

/** A task, with its sandbox as it is now. */
export interface Row {
  readonly sandboxId: string;
  readonly subject: string;
  readonly failures: number;
  readonly name: string | null;
  readonly clockOffsetMs: bigint | null;
  readonly clockFrozenAt: Date | null;
  /** Null where the sandbox is gone. */
  readonly createdAt: Date | null;
}

/**
 * The oldest task that nobody works on, and with it the next ones of its kind and sandbox, all of them locked. Either is
 * read off an index in the order of the tasks, however many there are: hence no join by which they could be reordered.
 */
export function candidates({ provider, kind, handler }: Trade, choice: Choice): Sql {
  const { sandboxId, subject, isHeldToo = false, without = [] } = choice;
  const ready = sql`task.provider = ${provider} AND task.kind = ${kind}
    AND (task.retry_at IS NULL OR task.retry_at <= clock_timestamp())
    ${subject === undefined ? empty : sql`AND task.subject = ${subject}`}`;
  const inSandbox = sandboxId === undefined ? empty : sql`AND task.sandbox_id = ${sandboxId}`;
  const others = without.length === 0 ? empty : sql`AND task.sandbox_id <> ALL (${without})`;
  const free = isHeldToo
    ? empty
    : sql`AND (SELECT clock_held_mode FROM sandbox WHERE sandbox.id = task.sandbox_id) IS NULL`;
  return sql`
    WITH oldest AS (
      SELECT task.sandbox_id FROM task
      WHERE ${ready} ${inSandbox} ${others} ${free}
      ORDER BY task.sequence LIMIT 1 FOR UPDATE SKIP LOCKED)
    SELECT task.sandbox_id AS "sandboxId", task.subject, task.failures, sandbox.name,
      sandbox.clock_offset_ms AS "clockOffsetMs", sandbox.clock_frozen_at AS "clockFrozenAt",
      sandbox.created_at AS "createdAt"
    FROM task LEFT JOIN sandbox ON sandbox.id = task.sandbox_id
    WHERE task.sandbox_id = (SELECT sandbox_id FROM oldest) AND ${ready}
    ORDER BY task.sequence LIMIT ${handler.together} FOR UPDATE OF task SKIP LOCKED`;
}

/** Which subjects of a sandbox, of all or of some, have tasks other than those that failed. */
export async function waiting(
  db: Database,
  trades: readonly Trade[],
  sandboxId: string,
  among: readonly string[] | undefined,
): Promise<readonly string[]> {
  if (trades.length === 0) return [];
  const rows = await query<{ subject: string }>(
    db,
    sql`SELECT DISTINCT subject FROM task
      WHERE sandbox_id = ${sandboxId} AND retry_at IS NULL
        AND (provider, kind) IN (
          SELECT * FROM unnest(${trades.map(({ provider }) => provider)}::text[], ${trades.map(({ kind }) => kind)}::text[]))
        ${among === undefined ? empty : sql`AND subject = ANY (${among})`}`,
  );
  return rows.map(({ subject }) => subject);
}

/** How long a task waits at most that failed again and again. */
const longestSeconds = 300;

/**
 * A task that failed is tried again a little later each time: in real time, as only a mistake of ours makes it fail.
 * Answers false where somebody else has failed at it too and said so, or where its sandbox is gone.
 */
export async function postpone(
  db: Database,
  { provider, kind }: Trade,
  { sandboxId, subjects: [subject], failures }: { sandboxId: string; subjects: readonly string[]; failures: number },
): Promise<boolean> {
  const seconds = Math.min(2 ** failures, longestSeconds);
  const postponed = await query(
    db,
    sql`UPDATE task
      SET failures = failures + 1, retry_at = clock_timestamp() + ${seconds} * interval '1 second'
      WHERE sandbox_id = ${sandboxId} AND provider = ${provider} AND kind = ${kind} AND subject = ${subject}
        AND failures = ${failures} AND EXISTS (SELECT FROM sandbox WHERE id = ${sandboxId})
      RETURNING subject`,
  );
  return postponed.length > 0;
}
