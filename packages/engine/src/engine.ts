import { setTimeout as delay } from "node:timers/promises";
import { type Database, openStore } from "@understudy/database";
import { Logger, makeWorkerUtils, type Runner, run as runWorker, type TaskList } from "graphile-worker";
import pg from "pg";
import { type ClockWorkParts, type Move, type Moved, move, releaseHeldClocks } from "./clock-work.ts";
import type { Context } from "./context.ts";
import type { Credential } from "./credentials.ts";
import { Arrivals } from "./inboxes.ts";
import type { Gateway } from "./messages/gateway.ts";
import { messageTasks } from "./messages/sending.ts";
import { Notices } from "./notices.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Patience } from "./tasks/settling.ts";
import type { TaskHandlers } from "./tasks/task.ts";
import { TaskWorkers } from "./tasks/workers.ts";
import { type Alarm, runNext, type TimerWorkParts, wake } from "./timer-work.ts";
import type { Ran, TimerHandlers } from "./timers.ts";
import { Dispatcher } from "./webhooks/dispatcher.ts";
import type { Report } from "./webhooks/report.ts";
import type { WebhookSchemes } from "./webhooks/scheme.ts";
import { Worlds } from "./worlds.ts";

export interface EngineOptions {
  readonly db: Database;
  readonly databaseUrl: string;
  readonly publicUrl: string;
  readonly timers: TimerHandlers;
  readonly tasks?: TaskHandlers;
  readonly webhooks?: WebhookSchemes;
  /** Brings messages to phones; they are only kept, if absent. */
  readonly gateway?: Gateway | undefined;
  /** Told of each attempt to send a webhook. */
  readonly report?: Report;
  /** Whether others reach this server: it then sends to public addresses only. */
  readonly isPublic?: boolean;
  /** What this server itself receives: what begins with `prefix` is asked at `at` instead. */
  readonly own?: { readonly prefix: string; readonly at: () => string };
  readonly log: { warn(details: object, message: string): void; error(details: object, message: string): void };
  /** Jobs that this process runs at once. */
  readonly concurrency?: number;
  /** A sandbox that may be in the database and does not exist for this process. */
  readonly hiddenSandboxId?: string | undefined;
}

/** Sandboxes' clocks and the work that they make due, shared by all processes on one database. */
export interface Engine {
  readonly db: Database;
  readonly publicUrl: string;
  /** Whether others than this machine reach this server. */
  readonly isPublic: boolean;
  /** Those who wait at inboxes. */
  readonly arrivals: Arrivals;
  /** The context of a request or page in a sandbox; undefined where there is no such sandbox. */
  enter(sandboxId: string): Promise<Context | undefined>;
  credential(provider: string, secret: string): Promise<Credential | undefined>;
  /** A context for the caller's own transaction, for the sandbox as that transaction sees it. */
  within(db: Database, sandbox: Sandbox, now: Date): Context;
  /** Resolves when no process works any more with what it remembered from before the changes committed so far. */
  caughtUp(): Promise<void>;
  moveClock(sandboxId: string, change: Move): Promise<Moved>;
  /** Does the tasks of a sandbox, and answers when none is left or time is up. */
  settleTasks(sandboxId: string, patience: Patience): Promise<readonly Ran[]>;
  /**
   * Ends what would keep a server from stopping while requests still run: moves of clocks, those who wait at inboxes,
   * webhooks, and tasks that wait for others, both of which might ask this very server.
   */
  rest(): Promise<void>;
  /** Lets running work finish, takes no more, and lets go of the database. */
  close(): Promise<void>;
}

const pollMs = 500;
/** How long the clocks of a process that dies stand still at most, where another one lives. */
const releaseMs = 2_000;

/** How long a move waits for tasks at one time of the clock, in real time: what asks others may be slow. */
const longestTasksMs = 60_000;

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
  const jobs = openPool(options, "understudy engine", 8);
  // Apart from the jobs: a move keeps its connection for as long as endpoints take to answer.
  const moves = openPool(options, "understudy moves", 16);
  const { hiddenSandboxId, gateway, webhooks = {}, report, isPublic = false, own } = options;
  const arrivals = new Arrivals();
  const { tasks = {} } = options;
  const ownTasks = gateway ? messageTasks(gateway, log) : {};
  const worlds = new Worlds({ db, publicUrl, hiddenSandboxId, hasGateway: gateway !== undefined });
  const sending = { webhooks, report, hiddenSandboxId, own, publicOnly: isPublic };
  const dispatcher = new Dispatcher({ db, databaseUrl, log, ...sending });
  const begin: Worlds["begin"] = (tx, sandbox, now) => worlds.begin(tx, sandbox, now);
  const open = (poolSize: number) => openStore({ databaseUrl, poolSize, log });
  const workers = new TaskWorkers({ ...{ db, tasks, ownTasks, log, begin, open, own }, publicOnly: isPublic });
  const notices = await Notices.open({
    db,
    databaseUrl,
    onChange: (sandboxId) => {
      worlds.forget(sandboxId);
      arrivals.hearOf(sandboxId);
      dispatcher.wakeSandbox(sandboxId);
      workers.wake();
    },
    onGap: () => {
      workers.wake();
      worlds.forgetAll();
      arrivals.hearOfAll();
      dispatcher.wakeAll();
    },
    channels: {
      understudy_delivery: (subscriptionId) => dispatcher.wake(subscriptionId),
      understudy_task: () => workers.hear(),
      understudy_inbox: (payload) => arrivals.hear(payload),
    },
  });
  const caughtUp = () => notices.caughtUp();
  const ending = new AbortController();
  const work: TimerWorkParts = { db, timers: options.timers, begin };
  const clockWork: ClockWorkParts = {
    ...{ db, pool: moves, caughtUp, ending: ending.signal },
    taskKinds: () => workers.awaitedKinds,
    forget: (sandboxId) => worlds.forget(sandboxId),
    runNext: (sandbox, target) => runNext(work, sandbox, target),
    workOff: (sandboxId) => workers.settle(sandboxId, { withinMs: longestTasksMs, askOthers: true }),
    settle: (sandbox, until) => dispatcher.settle(sandbox.id, until),
  };
  await releaseHeldClocks(clockWork);
  const releasing = keepReleasing(clockWork, log);
  const runner = await startWorker(options, jobs, (alarm) => wake(work, alarm));
  let resting: Promise<unknown> | undefined;
  const rest = async () => {
    ending.abort();
    arrivals.close();
    resting ??= Promise.all([dispatcher.close(), workers.rest()]);
    await resting;
  };
  const close = async () => {
    await Promise.all([runner.stop(), rest(), workers.close()]);
    await releasing;
    await notices.close();
    await Promise.all([jobs.end(), moves.end()]);
  };
  let closing: Promise<void> | undefined;
  return {
    db,
    publicUrl,
    isPublic,
    arrivals,
    enter: (sandboxId) => worlds.enter(sandboxId),
    credential: (provider, secret) => worlds.credential(provider, secret),
    within: (tx, sandbox, now) => worlds.within(tx, sandbox, now),
    caughtUp,
    moveClock: (sandboxId, change) => move(clockWork, sandboxId, change),
    settleTasks: (sandboxId, patience) => workers.settle(sandboxId, patience),
    rest,
    close() {
      closing ??= close();
      return closing;
    },
  };
}

function openPool({ databaseUrl, log }: EngineOptions, name: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max, application_name: name });
  const lost = (error: Error) => log.warn({ error: error.message }, "a database connection of the engine was lost");
  return pool.on("error", lost).on("connect", (client) => client.on("error", lost));
}

/** Lets go of the clocks of processes that have died, again and again until this one ends. */
async function keepReleasing(parts: ClockWorkParts, log: EngineOptions["log"]): Promise<void> {
  while (!parts.ending.aborted) {
    await delay(releaseMs, undefined, { signal: parts.ending, ref: false }).catch(() => undefined);
    if (parts.ending.aborted) return;
    await releaseHeldClocks(parts).catch((error) => log.warn({ err: error }, "held clocks could not be let go"));
  }
}

function startWorker(
  { concurrency = 4, log }: EngineOptions,
  pgPool: pg.Pool,
  onTimer: (alarm: Alarm) => Promise<void>,
): Promise<Runner> {
  // Written by the timer table's own trigger, so the shape is ours.
  const taskList: TaskList = { timer: (payload) => onTimer(payload as Alarm) };
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
