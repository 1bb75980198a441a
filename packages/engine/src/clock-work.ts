import { type Clock, freeze, read, run } from "@understudy/domain";
import type { Database } from "@understudy/database";
import { DateTime, Duration } from "luxon";
import type pg from "pg";
import { realNow } from "./real-time.ts";
import { clockColumns, fromRow, type Sandbox } from "./sandbox.ts";
import type { Ran } from "./timers.ts";

/** What may be done to a clock: go on by a duration, be set to a time (and stand there), or run at real pace. */
export type Move =
  | { readonly advance: Duration }
  | { readonly set: Date }
  | { readonly run: true };

/** The parts of the engine that moving a clock needs. */
export interface ClockWorkParts {
  readonly db: Database;
  readonly pool: pg.Pool;
  announce(sandboxId: string): Promise<void>;
  /** Runs the timer if it still stands, at the given time of the sandbox. */
  runTimer(sandbox: Sandbox, timer: { provider: string; kind: string; subject: string }, at: Date): Promise<boolean>;
}

export interface Moved {
  readonly clock: Clock;
  readonly now: Date;
  readonly ran: readonly Ran[];
}

/**
 * Moves a sandbox's clock and answers when everything that has come due, and what that caused, has run. Work runs in
 * due order, each piece at its own due time, so that a retry an hour after a failure sees a clock an hour later.
 * Advancing keeps the clock's mode; setting freezes it. Moves of one sandbox wait for each other, in all processes.
 */
export async function move(parts: ClockWorkParts, sandboxId: string, change: Move): Promise<Moved> {
  const lock = await parts.pool.connect();
  try {
    await lock.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [`understudy clock ${sandboxId}`]);
    return await moveLocked(parts, sandboxId, change);
  } finally {
    await lock.query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [`understudy clock ${sandboxId}`]);
    lock.release();
  }
}

async function moveLocked(parts: ClockWorkParts, sandboxId: string, change: Move): Promise<Moved> {
  const sandbox = fromRow(await parts.db.sandbox.findUniqueOrThrow({ where: { id: sandboxId } }));
  const start = read(sandbox.clock, realNow());
  const target = destination(start, change);
  // Standing still meanwhile, so that no job of this or another process thinks that it is already later.
  await persist(parts, sandboxId, freeze(start));
  let stoodAt = start;
  try {
    const ran = await runDue(parts, sandbox, target, async (at) => {
      stoodAt = at;
      await persist(parts, sandboxId, freeze(at));
    });
    stoodAt = target;
    return { clock: freeze(target), now: target, ran };
  } finally {
    const clock = runsAfter(sandbox.clock, change) ? run(freeze(stoodAt), realNow()) : freeze(stoodAt);
    await persist(parts, sandboxId, clock);
    await parts.announce(sandboxId);
  }
}

function destination(start: Date, change: Move): Date {
  if ("set" in change) return change.set;
  if ("run" in change) return start;
  return DateTime.fromJSDate(start, { zone: "utc" }).plus(change.advance).toJSDate();
}

function runsAfter(before: Clock, change: Move): boolean {
  return "run" in change || ("advance" in change && before.mode === "running");
}

async function runDue(
  parts: ClockWorkParts,
  sandbox: Sandbox,
  target: Date,
  stepTo: (at: Date) => Promise<void>,
): Promise<Ran[]> {
  const ran: Ran[] = [];
  let standing: number | undefined;
  for (;;) {
    const timer = await parts.db.timer.findFirst({
      where: { sandboxId: sandbox.id, dueAt: { lte: target } },
      orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    });
    if (!timer) return ran;
    if (standing !== timer.dueAt.getTime()) await stepTo(timer.dueAt);
    standing = timer.dueAt.getTime();
    if (await parts.runTimer(sandbox, timer, timer.dueAt))
      ran.push({ at: timer.dueAt, kind: timer.kind, subject: timer.subject });
  }
}

async function persist({ db, announce }: ClockWorkParts, id: string, clock: Clock): Promise<void> {
  await db.sandbox.update({ where: { id }, data: clockColumns(clock) });
  await announce(id);
}
