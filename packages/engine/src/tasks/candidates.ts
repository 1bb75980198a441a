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
  /** Where it lies: there it stays for as long as it is locked. */
  readonly place: string;
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
  // One object's task is found by its key, and must not be looked for in that order among all others.
  const isOwn =
    subject === undefined
      ? sql`task.provider = ${provider} AND task.kind = ${kind}`
      : sql`task.subject = ${subject} AND task.provider || ' ' || task.kind = ${`${provider} ${kind}`}`;
  const isReady = sql`${isOwn} AND (task.retry_at IS NULL OR task.retry_at <= clock_timestamp())`;
  const inOrder = subject === undefined ? sql`ORDER BY task.sequence` : empty;
  const inSandbox = sandboxId === undefined ? empty : sql`AND task.sandbox_id = ${sandboxId}`;
  const others = without.length === 0 ? empty : sql`AND task.sandbox_id <> ALL (${without})`;
  const isFree = isHeldToo
    ? empty
    : sql`AND task.sandbox_id <> ALL (ARRAY(SELECT id FROM sandbox WHERE clock_held_mode IS NOT NULL))`;
  return sql`
    WITH oldest AS (
      SELECT task.sandbox_id FROM task
      WHERE ${isReady} ${inSandbox} ${others} ${isFree}
      ${inOrder} LIMIT 1 FOR UPDATE SKIP LOCKED)
    SELECT task.ctid::text AS place, task.sandbox_id AS "sandboxId", task.subject, task.failures, sandbox.name,
      sandbox.clock_offset_ms AS "clockOffsetMs", sandbox.clock_frozen_at AS "clockFrozenAt",
      sandbox.created_at AS "createdAt"
    FROM task LEFT JOIN sandbox ON sandbox.id = task.sandbox_id
    WHERE task.sandbox_id = (SELECT sandbox_id FROM oldest) AND ${isReady}
    ${inOrder} LIMIT ${handler.together} FOR UPDATE OF task SKIP LOCKED`;
}

/** Takes tasks away that are done. */
export function removal(done: readonly Row[]): Sql {
  return sql`DELETE FROM task WHERE ctid = ANY (${done.map(({ place }) => place)}::tid[])`;
}

/** The subjects of a sandbox, among all or some, that have tasks other than those that failed. */
export function waiting(trades: readonly Trade[], sandboxId: string, among?: readonly string[]): Sql {
  const kinds = trades.map(({ provider, kind }) => `${provider} ${kind}`);
  return sql`
    SELECT DISTINCT subject FROM task
    WHERE sandbox_id = ${sandboxId} AND provider || ' ' || kind = ANY (${kinds}) AND retry_at IS NULL
      ${among === undefined ? empty : sql`AND subject = ANY (${among})`}`;
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
