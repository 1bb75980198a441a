import { type Database, query, sql } from "@understudy/database";
import { type Clock, freeze, Refusal, read, run } from "@understudy/domain";
import { DateTime, type Duration } from "luxon";
import type pg from "pg";
import { realNow } from "./real-time.ts";
import { clockColumns, fromRow, type Sandbox } from "./sandbox.ts";
import type { Ran } from "./timers.ts";

/** What may be done to a clock: go on by a duration, be set to a time (and stand there), or run at real pace. */
export type Move = { readonly advance: Duration } | { readonly set: Date } | { readonly run: true };

type LockFunction = "pg_advisory_lock" | "pg_try_advisory_lock";

/** The parts of the engine that moving a clock needs. */
export interface ClockWorkParts {
  readonly db: Database;
  readonly pool: pg.Pool;
  /** Aborted when the process ends: a move then stops between two pieces of work. */
  readonly ending: AbortSignal;
  /** Resolves when every process has heard of what was committed before. */
  caughtUp(): Promise<void>;
  /** Makes this process forget the sandbox at once; the others hear of it. */
  forget(sandboxId: string): void;
  /** Runs the next timer that is due at `target` or before; undefined where somebody else took it. */
  runNext(sandbox: Sandbox, target: Date): Promise<Ran | undefined>;
  /** The kinds of task that this process can do and waits for by now. */
  taskKinds(): readonly string[];
  /** Does what is to be done at once in the sandbox, and answers when nothing is left. */
  workOff(sandboxId: string): Promise<readonly Ran[]>;
  /** Sends the webhooks that are due at `until` or before, and answers when all of them are answered. */
  settle(sandbox: Sandbox, until: Date): Promise<readonly Ran[]>;
}

export interface Moved {
  readonly clock: Clock;
  readonly now: Date;
  readonly ran: readonly Ran[];
}

/**
 * Moves a sandbox's clock and answers when everything that has come due, and what that caused, has run. Work runs in
 * due order, each piece at its own due time, so that a retry an hour after a failure sees a clock an hour later, and so
 * does whoever asks meanwhile. Advancing keeps the clock's mode; setting freezes it. Moves of one
 * sandbox wait for each other, in all processes. Work that throws ends the move: its timer stays, the clock goes on from
 * there, and the error is the caller's. Throws a Refusal where there is no such sandbox (any more), or where no clock can
 * show the time.
 */
export async function move(parts: ClockWorkParts, sandboxId: string, change: Move): Promise<Moved> {
  const moved = await locked(parts.pool, sandboxId, "pg_advisory_lock", () => moveLocked(parts, sandboxId, change));
  if (!moved) throw new Error("A lock that is waited for was not got.");
  return moved;
}

/** Lets the clocks go on that a process held which has died; those of moves that go on are left to them. */
export async function releaseHeldClocks({ db, pool }: Pick<ClockWorkParts, "db" | "pool">): Promise<void> {
  const held = await db.sandbox.findMany({ where: { clockHeldMode: { not: null } }, select: { id: true } });
  for (const { id } of held)
    await locked(pool, id, "pg_try_advisory_lock", async () => {
      const row = await db.sandbox.findUnique({ where: { id } });
      if (row?.clockHeldMode) await persist(db, id, { ...resting(row), heldMode: null });
    });
}

/** Does the work under the lock of the sandbox's clock; undefined where `pg_try_advisory_lock` finds it taken. */
async function locked<T>(
  pool: pg.Pool,
  sandboxId: string,
  how: LockFunction,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const name = [`understudy clock ${sandboxId}`];
  const lock = await pool.connect();
  let isBroken = false;
  try {
    const { rows } = await lock.query<{ got: unknown }>(`SELECT ${how}(hashtextextended($1, 0)) AS got`, name);
    if (rows[0]?.got === false) return undefined;
    try {
      return await work();
    } finally {
      // A connection that cannot say so any more is closed, and unlocks by that.
      const unlocked = lock.query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", name);
      isBroken = await unlocked.then(() => false).catch(() => true);
    }
  } finally {
    lock.release(isBroken);
  }
}

async function moveLocked(parts: ClockWorkParts, sandboxId: string, change: Move): Promise<Moved> {
  const { db } = parts;
  const row = await db.sandbox.findUnique({ where: { id: sandboxId } });
  if (!row) throw absent(sandboxId);
  const { clock: before } = resting(row);
  const start = read(before, realNow());
  const target = destination(start, change);
  // Standing still and held meanwhile, so that no job of this or another process does what the move will do.
  await persist(db, sandboxId, { clock: freeze(start), heldMode: before.mode });
  await parts.caughtUp();
  const progress: Progress = { stoodAt: start, ran: [] };
  let clock = freeze(start);
  try {
    // What is due already runs before the clock is set back: it would wait until that time comes again.
    const last = new Date(Math.max(start.getTime(), target.getTime()));
    await runDue(parts, fromRow(row), before.mode, last, progress);
    progress.stoodAt = target;
  } finally {
    const { stoodAt } = progress;
    clock = runsAfter(before, change) ? run(freeze(stoodAt), realNow()) : freeze(stoodAt);
    await persist(db, sandboxId, { clock, heldMode: null });
    await parts.caughtUp();
  }
  // Whoever set a timer by the time before has locked the sandbox's row for it, and has committed by now.
  await runDue(parts, fromRow(row), undefined, target, progress);
  return { clock, now: target, ran: progress.ran };
}

interface Progress {
  stoodAt: Date;
  readonly ran: Ran[];
}

/** Runs all that is due at `target` or before; where the clock is held (by a mode), it stands at each due time in turn. */
async function runDue(
  parts: ClockWorkParts,
  sandbox: Sandbox,
  heldMode: Clock["mode"] | undefined,
  target: Date,
  progress: Progress,
): Promise<void> {
  const { db, ending } = parts;
  let since = performance.now();
  let isWorkedOff = false;
  const mayWait = () => performance.now() - since < patienceMs || ending.aborted;
  const find = () => nextDue(parts, sandbox, target, progress.stoodAt, mayWait());
  for (let next = await find(); next; next = await find()) {
    if (ending.aborted) throw new Refusal("conflict", "The server is stopping: the clock stands where it got to.");
    // Work that is late runs at its own due time too, but the clock does not go back for it.
    if (heldMode && next.at > progress.stoodAt) {
      progress.stoodAt = next.at;
      await persist(db, sandbox.id, { clock: freeze(next.at), heldMode });
      parts.forget(sandbox.id);
      [since, isWorkedOff] = [performance.now(), false];
    }
    progress.ran.push(...(await runAt(parts, sandbox, next)));
    // What comes of a timer, and of the tasks that were there, counts from when they are done, however long that took.
    if (next.what === "timer") [since, isWorkedOff] = [performance.now(), false];
    else if (next.what === "tasks" && !isWorkedOff) [since, isWorkedOff] = [performance.now(), true];
  }
}

interface Due {
  readonly what: "tasks" | "timer" | "webhooks";
  readonly at: Date;
}

async function runAt(parts: ClockWorkParts, sandbox: Sandbox, { what, at }: Due): Promise<readonly Ran[]> {
  if (what === "tasks") return parts.workOff(sandbox.id);
  if (what === "webhooks") return parts.settle(sandbox, at);
  const done = await parts.runNext(sandbox, at);
  return done ? [done] : [];
}

/**
 * Webhooks that fall due this close together are sent together, each at its own due time: endpoints answer in real time,
 * and a thousand retries that are a millisecond apart must not wait for each other. No provider tries again sooner.
 */
const togetherMs = 999;

/**
 * How long, in real time, a move stays at one time of the clock for webhooks of what happens meanwhile. An endpoint that
 * is told may have more happen, and so may whoever else asks: under load a move would never end. What is left goes out
 * once the clock is let go.
 */
const patienceMs = 1_000;

/**
 * The sandbox's tasks, whose time is always now; else the next timer, or the next webhooks where these are due before it:
 * late ones too, or only what is due after `now`.
 */
async function nextDue(
  { db, taskKinds }: ClockWorkParts,
  { id }: Sandbox,
  target: Date,
  now: Date,
  withLate: boolean,
): Promise<Due | undefined> {
  const isLate = withLate ? sql`` : sql`AND due_at > ${now}`;
  const [next] = await query<{ timer: Date | null; webhook: Date | null; tasks: boolean }>(
    db,
    sql`SELECT
      EXISTS (SELECT FROM task WHERE sandbox_id = ${id} AND kind = ANY (${taskKinds()}) AND retry_at IS NULL) AS tasks,
      (SELECT due_at FROM timer WHERE sandbox_id = ${id} AND due_at <= ${target} ORDER BY due_at, id LIMIT 1) AS timer,
      (SELECT due_at FROM delivery WHERE sandbox_id = ${id} AND due_at <= ${target} ${isLate}
        ORDER BY due_at LIMIT 1) AS webhook`,
  );
  const { timer = null, webhook = null, tasks = false } = next ?? {};
  if (tasks && withLate) return { what: "tasks", at: now };
  if (timer && (!webhook || timer <= webhook)) return { what: "timer", at: timer };
  if (!webhook) return undefined;
  const last = webhook <= now ? now.getTime() : webhook.getTime() + togetherMs;
  return { what: "webhooks", at: new Date(Math.min(last, target.getTime(), timer ? timer.getTime() - 1 : last)) };
}

/** The clock as it is when nobody holds it: one that is held goes on by the mode that it had. */
function resting(row: Parameters<typeof fromRow>[0] & { readonly clockHeldMode: string | null }): { clock: Clock } {
  const { clock } = fromRow(row);
  return { clock: row.clockHeldMode === "running" ? run(clock, realNow()) : clock };
}

/** What a timestamp of four-digit years can say, with a year to spare for what is due a while later. */
const earliest = new Date("0001-01-01T00:00:00.000Z");
const latest = new Date("9998-12-31T23:59:59.999Z");

function destination(start: Date, change: Move): Date {
  const target = unchecked(start, change);
  if (target >= earliest && target <= latest) return target;
  const field = "set" in change ? "set" : "advance";
  throw new Refusal("out_of_range", "A clock shows times from the year 1 to the year 9998.", { field });
}

function unchecked(start: Date, change: Move): Date {
  if ("set" in change) return change.set;
  if ("run" in change) return start;
  return DateTime.fromJSDate(start, { zone: "utc" }).plus(change.advance).toJSDate();
}

function runsAfter(before: Clock, change: Move): boolean {
  return "run" in change || ("advance" in change && before.mode === "running");
}

interface ClockState {
  readonly clock: Clock;
  readonly heldMode: Clock["mode"] | null;
}

async function persist(db: Database, id: string, { clock, heldMode }: ClockState): Promise<void> {
  const data = { ...clockColumns(clock), clockHeldMode: heldMode };
  const { count } = await db.sandbox.updateMany({ where: { id }, data });
  if (count === 0) throw absent(id);
}

function absent(sandboxId: string): Refusal {
  return new Refusal("absent", `There is no sandbox ${sandboxId}.`);
}
