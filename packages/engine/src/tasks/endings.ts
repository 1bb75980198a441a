import { type Database, query, type Sql, sql } from "@understudy/database";
import type { Row, Trade } from "./candidates.ts";
import type { Held } from "./taking.ts";

const placesOf = (rows: readonly Row[]) => sql`${rows.map(({ place }) => place)}::tid[]`;

/** What becomes of tasks that were worked on. */
export interface Ended {
  readonly done: readonly Row[];
  readonly staying: readonly Row[];
  readonly later: readonly (readonly [row: Row, inMs: number])[];
}

/** Those that are done go; those that stay are no longer put off, or put off as the work has it. */
export function ending({ done, staying, later }: Ended): Sql {
  const removal = sql`DELETE FROM task WHERE ctid = ANY (${placesOf(done)})`;
  if (staying.length + later.length === 0) return removal;
  const places = placesOf(later.map(([row]) => row));
  return sql`
    WITH done AS (${removal}),
    stayed AS (
      UPDATE task SET failures = 0, abandoned = 0, retry_at = NULL
      WHERE ctid = ANY (${placesOf(staying)}) AND retry_at IS NOT NULL)
    UPDATE task SET failures = 0, abandoned = 0, retry_at = clock_timestamp() + interval '1 millisecond' * (
      SELECT ms FROM unnest(${places}, ${later.map(([, inMs]) => inMs)}::float8[]) AS pause (place, ms)
      WHERE place = task.ctid)
    WHERE ctid = ANY (${places})`;
}

/** As if nobody had had them whose transaction was undone, unless somebody else has them by now. */
export async function giveBack(db: Database, { provider, kind }: Trade, { sandboxId, subjects }: Held): Promise<void> {
  await query(
    db,
    sql`UPDATE task SET failures = failures WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM task
      WHERE sandbox_id = ${sandboxId} AND subject = ANY (${subjects}) AND provider = ${provider} AND kind = ${kind}
      FOR UPDATE SKIP LOCKED))`,
  );
}

/** How long a task is put off at most. */
const longestSeconds = 300;

/**
 * Whoever had them has died, and one of them may be what it died of: each is tried again alone, at once, and a little
 * later each time that it happens again. In real time, as no clock of a sandbox has to do with it.
 */
export function puttingOff(rows: readonly Row[]): Sql {
  return sql`
    UPDATE task SET abandoned = abandoned + 1,
      -- A moment ago, as the column is rounded to whole milliseconds.
      retry_at = clock_timestamp() + CASE abandoned WHEN 0 THEN interval '-1 millisecond'
        ELSE least(2 ^ least(abandoned, 20), ${longestSeconds}::int) * interval '1 second' END
    WHERE ctid = ANY (${placesOf(rows)})`;
}

/**
 * A task that failed is tried again a little later each time: in real time, as only a mistake of ours makes it fail.
 * Answers false where somebody else has failed at it too and said so, or where its sandbox is gone.
 */
export async function postpone(
  db: Database,
  { provider, kind }: Trade,
  { sandboxId, subjects: [subject], failures }: Held,
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
