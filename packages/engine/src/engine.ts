import type { Database } from "@understudy/database";
import { read } from "@understudy/domain";
import { Logger, makeWorkerUtils, type Runner, run as runWorker, type TaskList } from "graphile-worker";
import pg from "pg";
import { type Move, type Moved, move } from "./clock-work.ts";
import type { Context } from "./context.ts";
import type { Credential } from "./credentials.ts";
import { Notices } from "./notices.ts";
import { realNow } from "./real-time.ts";
import { fromRow, type Sandbox } from "./sandbox.ts";
import type { TimerHandlers } from "./timers.ts";
import { Worlds } from "./worlds.ts";

export interface EngineOptions {
  readonly db: Database;
  readonly databaseUrl: string;
  readonly publicUrl: string;
  readonly timers: TimerHandlers;
  readonly log: { warn(details: object, message: string): void; error(details: object, message: string): void };
  /** Jobs that this process runs at once. */
  readonly concurrency?: number;
}

interface TimerKey {
  readonly provider: string;
  readonly kind: string;
  readonly subject: string;
}

/** Sandboxes' clocks and the work that they make due, shared by all processes on one database. */
export interface Engine {
  readonly db: Database;
  readonly publicUrl: string;
  /** The context of a request or page in a sandbox; undefined where there is no such sandbox. */
  enter(sandboxId: string): Promise<Context | undefined>;
  credential(provider: string, secret: string): Promise<Credential | undefined>;
  /** A context for the caller's own transaction, for the sandbox as that transaction sees it. */
  within(db: Database, sandbox: Sandbox, now: Date): Context;
  /** Makes every process forget what it remembers of the sandbox; resolves when this one has. */
  announce(sandboxId: string): Promise<void>;
  moveClock(sandboxId: string, change: Move): Promise<Moved>;
  /** Lets running work finish, takes no more, and lets go of the database. */
  close(): Promise<void>;
}

const pollMs = 500;

const silent = { warn: () => undefined, error: () => undefined };

/** The worker tells much at its lower levels; a healthy one has nothing to say to an operator. */
function workerLogger(log: EngineOptions["log"]): Logger {
  return new Logger(() => (level, message, meta) => {
    // Its details hold whole connections, secrets included: the message says what happened.
    const error = messageOf(meta?.error);
    if (level === "error") log.error({ error }, message);
    else if (level === "warning") log.warn({ error }, message);
  });
}

/** Prepares the database for jobs. Safe while other processes do the same. */
export async function installJobs(databaseUrl: string): Promise<void> {
  const utils = await makeWorkerUtils({ connectionString: databaseUrl, logger: workerLogger(silent) });
  await utils.migrate();
  await utils.release();
}

export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { db, databaseUrl, publicUrl, log } = options;
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 8, application_name: "understudy engine" });
  const lost = (error: Error) => log.warn({ error: error.message }, "a database connection of the engine was lost");
  pool.on("error", lost).on("connect", (client) => client.on("error", lost));
  const worlds = new Worlds(db, publicUrl);
  const notices = await Notices.open({
    databaseUrl,
    onChange: (sandboxId) => worlds.forget(sandboxId),
    onGap: () => worlds.forgetAll(),
  });
  const announce = (sandboxId: string) => notices.announce(sandboxId);
  const runTimer = (sandbox: Sandbox, timer: TimerKey, at: Date) => takeTimer(options, worlds, sandbox, timer, at);
  const runner = await startWorker(options, pool, (payload) => wake(options, payload, runTimer));
  return {
    db,
    publicUrl,
    enter: (sandboxId) => worlds.enter(sandboxId),
    credential: (provider, secret) => worlds.credential(provider, secret),
    within: (tx, sandbox, now) => worlds.within(tx, sandbox, now),
    announce,
    moveClock: (sandboxId, change) => move({ db, pool, announce, runTimer }, sandboxId, change),
    async close() {
      await runner.stop();
      await notices.close();
      await pool.end();
    },
  };
}

/** A job says only that a timer may be due: the timer's row and the sandbox's clock decide. */
async function wake(
  { db }: EngineOptions,
  { sandbox_id: sandboxId, provider, kind, subject }: TimerKey & { sandbox_id: string },
  runTimer: (sandbox: Sandbox, timer: TimerKey, at: Date) => Promise<boolean>,
): Promise<void> {
  const [row, timer] = await Promise.all([
    db.sandbox.findUnique({ where: { id: sandboxId } }),
    db.timer.findUnique({ where: { sandboxId_kind_subject: { sandboxId, kind, subject } } }),
  ]);
  if (!row || !timer) return;
  const sandbox = fromRow(row);
  // A clock that stands still wakes its timers when it is moved.
  if (sandbox.clock.mode === "frozen" || read(sandbox.clock, realNow()) < timer.dueAt) return;
  await runTimer(sandbox, { provider, kind, subject }, timer.dueAt);
}

/** The timer goes and its work is done in one transaction: whoever deletes the row does the work, nobody else. */
async function takeTimer(
  { db, timers }: EngineOptions,
  worlds: Worlds,
  sandbox: Sandbox,
  { provider, kind, subject }: TimerKey,
  at: Date,
): Promise<boolean> {
  const handler = timers[provider]?.[kind];
  if (!handler) throw new Error(`No handler for timer ${kind} of ${provider}.`);
  return db.$transaction(async (tx) => {
    const taken = await tx.timer.deleteMany({ where: { sandboxId: sandbox.id, kind, subject, dueAt: at } });
    if (taken.count === 0) return false;
    await handler(worlds.within(tx, sandbox, at), subject);
    return true;
  });
}

function startWorker(
  { concurrency = 4, log }: EngineOptions,
  pgPool: pg.Pool,
  onTimer: (payload: TimerKey & { sandbox_id: string }) => Promise<void>,
): Promise<Runner> {
  // Written by the timer table's own trigger, so the shape is ours.
  const taskList: TaskList = { timer: (payload) => onTimer(payload as TimerKey & { sandbox_id: string }) };
  return runWorker({
    pgPool,
    concurrency,
    taskList,
    noHandleSignals: true,
    preset: { worker: { pollInterval: pollMs } },
    logger: workerLogger(log),
  });
}

function messageOf(error: unknown): string | undefined {
  return error instanceof Error ? error.message : undefined;
}
