import type { Database } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "./context.ts";
import type { Sandbox } from "./sandbox.ts";
import { fromRow } from "./sandbox.ts";
import type { TimerHandlers } from "./timers.ts";

export interface TimerKey {
  readonly provider: string;
  readonly kind: string;
  readonly subject: string;
}

/** The parts of the engine that running a timer needs. */
export interface TimerWorkParts {
  readonly db: Database;
  readonly timers: TimerHandlers;
  within(db: Database, sandbox: Sandbox, now: Date): Context;
}

/**
 * A job says only that a timer may be due: the timer's row and the sandbox's clock decide, by the time of the database,
 * which woke the job. A server whose own clock is behind would let the timer lie, and nothing would wake it again.
 */
export async function wake(parts: TimerWorkParts, key: TimerKey & { readonly sandbox_id: string }): Promise<void> {
  const { sandbox_id: sandboxId, kind, subject } = key;
  const [due] = await parts.db.$queryRaw<{ due_at: Date }[]>`
    SELECT timer.due_at FROM timer JOIN sandbox ON sandbox.id = timer.sandbox_id
    WHERE timer.sandbox_id = ${sandboxId} AND timer.kind = ${kind} AND timer.subject = ${subject}
      AND sandbox.clock_frozen_at IS NULL -- a clock that stands wakes its timers when it is moved
      AND timer.due_at <= clock_timestamp() + sandbox.clock_offset_ms * interval '1 millisecond'`;
  const row = due && (await parts.db.sandbox.findUnique({ where: { id: sandboxId } }));
  if (row) await runTimer(parts, fromRow(row), key, due.due_at);
}

/** How often a timer is tried that meets a request at the rows of its subject. */
const tries = 20;

/**
 * Does the work of a timer that stood for `at`, with that time as the present one. Answers false where the timer is gone
 * or stands for another time: then somebody else did the work, or took away its cause.
 */
export async function runTimer(parts: TimerWorkParts, sandbox: Sandbox, key: TimerKey, at: Date): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await take(parts, sandbox, key, at);
    } catch (error) {
      if (attempt === tries || !isCollision(error)) throw error;
    }
  }
}

/**
 * The timer goes and its work is done in one transaction: whoever deletes the row does the work, nobody else. A request
 * takes the same rows in the other order, its object first and then the object's timer; so that the two do not wait for
 * each other, the timer gives way after a moment.
 */
async function take({ db, timers, within }: TimerWorkParts, sandbox: Sandbox, key: TimerKey, at: Date) {
  const { provider, kind, subject } = key;
  const handler = timers[provider]?.[kind];
  if (!handler) throw new Error(`No handler for timer ${kind} of ${provider}.`);
  return db.$transaction(
    async (tx) => {
      const taken = await tx.$queryRaw<unknown[]>`
        DELETE FROM timer
        WHERE sandbox_id = ${sandbox.id} AND kind = ${kind} AND subject = ${subject} AND due_at = ${at}
        RETURNING set_config('lock_timeout', '100ms', true)`;
      if (taken.length === 0) return false;
      await handler(within(tx, sandbox, at), subject);
      return true;
    },
    { maxWait: 10_000, timeout: 10_000 },
  );
}

/** Lock not available, deadlock detected. */
const lockFailures: readonly unknown[] = ["55P03", "40P01"];

/** Somebody else was at the same rows: a moment later it may go well. */
function isCollision(error: unknown): boolean {
  if (error instanceof Refusal) return error.code === "conflict";
  const { meta } = error as { meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } } };
  return lockFailures.includes(meta?.driverAdapterError?.cause?.originalCode);
}
