import { type Database, query, type Sql, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Sandbox } from "./sandbox.ts";
import { fromRow } from "./sandbox.ts";
import type { Ran, TimerHandlers } from "./timers.ts";
import type { Begun } from "./worlds.ts";

/** The parts of the engine that running a timer needs. */
export interface TimerWorkParts {
  readonly db: Database;
  readonly timers: TimerHandlers;
  begin(db: Database, sandbox: Sandbox, now: Date): Begun;
}

/** What a job says. It may outlast its timer, so that it tells nothing of the object. */
export interface Alarm {
  readonly sandbox_id: string;
  readonly timer_id: string;
}

/**
 * A job says only that a timer may be due: the timer's row and the sandbox's clock decide, by the time of the database,
 * which woke the job. A server whose own clock is behind would let the timer lie, and nothing would wake it again.
 */
export async function wake(parts: TimerWorkParts, { sandbox_id: sandboxId, timer_id: id }: Alarm): Promise<void> {
  const [due] = await query<{ readonly at: Date }>(
    parts.db,
    sql`SELECT timer.due_at AS at FROM timer JOIN sandbox ON sandbox.id = timer.sandbox_id
      WHERE timer.sandbox_id = ${sandboxId} AND timer.id = ${id}
        AND sandbox.clock_held_mode IS NULL -- whoever moves the clock runs what is due
        AND timer.due_at <= coalesce(
          sandbox.clock_frozen_at, clock_timestamp() + sandbox.clock_offset_ms * interval '1 millisecond')`,
  );
  const row = due && (await parts.db.sandbox.findUnique({ where: { id: sandboxId } }));
  // It may stand for another time by now.
  if (row) await retried(parts, fromRow(row), sql`id = ${id} AND due_at = ${due.at}`);
}

/** How often a timer is tried that meets a request at the rows of its subject. */
const tries = 20;

/** The sandbox's next timer that is due at `target` or before; undefined where somebody else took it meanwhile. */
export function runNext(parts: TimerWorkParts, sandbox: Sandbox, target: Date): Promise<Ran | undefined> {
  const next = sql`
    SELECT id FROM timer WHERE sandbox_id = ${sandbox.id} AND due_at <= ${target} ORDER BY due_at, id LIMIT 1`;
  return retried(parts, sandbox, sql`id = (${next})`);
}

async function retried(parts: TimerWorkParts, sandbox: Sandbox, which: Sql): Promise<Ran | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await take(parts, sandbox, which);
    } catch (error) {
      if (attempt === tries || !isCollision(error)) throw error;
    }
  }
}

/**
 * A timer goes and its work is done, with its due time as the present one, in one transaction: whoever deletes the row
 * does the work, nobody else. A request takes the same rows in the other order, its object first and then the object's
 * timer; so that the two do not wait for each other, the timer gives way after a moment.
 */
async function take(parts: TimerWorkParts, sandbox: Sandbox, which: Sql): Promise<Ran | undefined> {
  const { db, timers } = parts;
  let begun: Begun | undefined;
  const ran = await db.$transaction(
    async (tx) => {
      const [taken] = await tx.$queryRaw<Taken[]>`
        DELETE FROM timer WHERE sandbox_id = ${sandbox.id} AND ${which}
        RETURNING provider, kind, subject, due_at AS at, set_config('lock_timeout', '100ms', true)`;
      if (!taken) return undefined;
      const { provider, kind, subject, at } = taken;
      const handler = timers[provider]?.[kind];
      if (!handler) throw new Error(`No handler for timer ${kind} of ${provider}.`);
      begun = parts.begin(tx, sandbox, at);
      await handler(begun.ctx, subject);
      return { at, kind, subject };
    },
    { maxWait: 10_000, timeout: 10_000 },
  );
  begun?.keep();
  return ran;
}

interface Taken extends Ran {
  readonly provider: string;
}

/** Lock not available, deadlock detected. */
const lockFailures: readonly unknown[] = ["55P03", "40P01"];

/** Somebody else was at the same rows: a moment later it may go well. */
export function isCollision(error: unknown): boolean {
  if (error instanceof Refusal) return error.code === "conflict";
  const { meta } = error as { meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } } };
  return lockFailures.includes(meta?.driverAdapterError?.cause?.originalCode);
}
