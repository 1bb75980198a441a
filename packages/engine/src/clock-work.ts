import type { Database } from "@understudy/database";
import { type Clock, freeze, Refusal, read, run } from "@understudy/domain";
import { DateTime, type Duration } from "luxon";
import type pg from "pg";
import { realNow } from "./real-time.ts";
import { clockColumns, fromRow, type Sandbox } from "./sandbox.ts";
import type { TimerKey } from "./timer-work.ts";
import type { Ran } from "./timers.ts";

/** What may be done to a clock: go on by a duration, be set to a time (and stand there), or run at real pace. */
export type Move = { readonly advance: Duration } | { readonly set: Date } | { readonly run: true };

/** The parts of the engine that moving a clock needs. */
export interface ClockWorkParts {
  readonly db: Database;
  readonly pool: pg.Pool;
  announce(sandboxId: string): Promise<void>;
  /** Runs the timer if it still stands, at the given time of the sandbox. */
  runTimer(sandbox: Sandbox, timer: TimerKey, at: Date): Promise<boolean>;
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
 * Work that throws ends the move: its timer stays, the clock goes on from there, and the error is the caller's. Throws
 * a Refusal where there is no such sandbox (any more), or where no clock can show the time.
 */
export async function move(parts: ClockWorkParts, sandboxId: string, change: Move): Promise<Moved> {
  const lock = await parts.pool.connect();
  try {
    await lock.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [lockName(sandboxId)]);
    return await moveLocked(parts, sandboxId, change);
  } finally {
    const unlocked = lock.query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [lockName(sandboxId)]);
    // A connection that cannot say so any more is closed, and unlocks by that.
    lock.release(await unlocked.then(() => false).catch(() => true));
  }
}

const lockName = (sandboxId: string) => `understudy clock ${sandboxId}`;

async function moveLocked(parts: ClockWorkParts, sandboxId: string, change: Move): Promise<Moved> {
  const row = await parts.db.sandbox.findUnique({ where: { id: sandboxId } });
  if (!row) throw absent(sandboxId);
  const sandbox = fromRow(row);
  const start = read(sandbox.clock, realNow());
  const target = destination(start, change);
  // Standing still meanwhile, so that no job of this or another process thinks that it is already later.
  await persist(parts, sandboxId, freeze(start));
  let clock = freeze(start);
  let stoodAt = start;
  const ran: Ran[] = [];
  try {
    for (let timer = await nextDue(parts, sandbox, target); timer; timer = await nextDue(parts, sandbox, target)) {
      const { dueAt: at, kind, subject } = timer;
      // Work that is late runs at its own due time too, but nobody sees the clock go back for it.
      if (at > stoodAt) {
        stoodAt = at;
        await persist(parts, sandboxId, freeze(at));
      }
      if (await parts.runTimer(sandbox, timer, at)) ran.push({ at, kind, subject });
    }
    stoodAt = target;
  } finally {
    clock = runsAfter(sandbox.clock, change) ? run(freeze(stoodAt), realNow()) : freeze(stoodAt);
    await persist(parts, sandboxId, clock);
  }
  return { clock, now: target, ran };
}

/** What a timestamp of four-digit years can say. */
const earliest = new Date("0001-01-01T00:00:00.000Z");
const latest = new Date("9999-12-31T23:59:59.999Z");

function destination(start: Date, change: Move): Date {
  const target = unchecked(start, change);
  if (target >= earliest && target <= latest) return target;
  const field = "set" in change ? "set" : "advance";
  throw new Refusal("out_of_range", "A clock shows times from the year 1 to the year 9999.", { field });
}

function unchecked(start: Date, change: Move): Date {
  if ("set" in change) return change.set;
  if ("run" in change) return start;
  return DateTime.fromJSDate(start, { zone: "utc" }).plus(change.advance).toJSDate();
}

function runsAfter(before: Clock, change: Move): boolean {
  return "run" in change || ("advance" in change && before.mode === "running");
}

function nextDue({ db }: ClockWorkParts, { id: sandboxId }: Sandbox, target: Date) {
  const where = { sandboxId, dueAt: { lte: target } };
  return db.timer.findFirst({ where, orderBy: [{ dueAt: "asc" }, { id: "asc" }] });
}

async function persist({ db, announce }: ClockWorkParts, id: string, clock: Clock): Promise<void> {
  const { count } = await db.sandbox.updateMany({ where: { id }, data: clockColumns(clock) });
  if (count === 0) throw absent(id);
  await announce(id);
}

function absent(sandboxId: string): Refusal {
  return new Refusal("absent", `There is no sandbox ${sandboxId}.`);
}
