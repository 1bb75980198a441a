import { newId, raw } from "@understudy/database";
import { type TestDatabase, testDatabase } from "@understudy/database/testing";
import { afterAll, onTestFinished, vi } from "vitest";
import type { Context } from "./context.ts";
import { type Engine, type EngineOptions, installJobs, openEngine } from "./engine.ts";
import { insertEvents } from "./events.ts";
import { clockColumns, fromRow, type Sandbox } from "./sandbox.ts";
import { deleteTimer, insertTimer, type TimerHandlers } from "./timers.ts";

/** The time at which the sandboxes of these tests stand unless a test says otherwise. */
export const noon = new Date("2030-06-01T12:00:00.000Z");

export const after = (minutes: number, from = noon) => new Date(from.getTime() + minutes * 60_000);

/** A database with jobs, for the tests of one file. */
export async function testBed(): Promise<TestDatabase> {
  const database = await testDatabase();
  afterAll(() => database.close());
  await installJobs(database.url);
  return database;
}

type Options = Partial<
  Pick<
    EngineOptions,
    "timers" | "tasks" | "webhooks" | "gateway" | "isPublic" | "own" | "log" | "concurrency" | "hiddenSandboxId"
  >
>;

/** An engine as one server process has it, closed when the test ends. */
export async function testEngine({ db, url }: TestDatabase, options: Options = {}): Promise<Engine> {
  const log = { warn: () => undefined, error: () => undefined };
  const engine = await openEngine({ db, databaseUrl: url, publicUrl: "http://here", timers: {}, log, ...options });
  onTestFinished(() => engine.close());
  return engine;
}

/** A sandbox that stands at `at`, or runs at real pace where that is null. */
export async function testSandbox({ db }: TestDatabase, at: Date | null = noon): Promise<Sandbox> {
  const clock = at ? clockColumns({ mode: "frozen", frozenAt: at }) : {};
  return fromRow(await db.sandbox.create({ data: { id: newId("sbx"), createdAt: noon, ...clock } }));
}

/** Sets a timer as a store does: as one part of a statement. */
export async function setTimer(ctx: Context, kind: string, subject: string, dueAt: Date): Promise<void> {
  const timer = insertTimer(ctx, raw("given"), { provider: "acme", kind, subject, dueAt });
  await ctx.db.$executeRaw`WITH given AS (SELECT 1), timed AS (${timer}) SELECT FROM timed`;
}

export async function cancelTimer(ctx: Context, kind: string, subject: string): Promise<void> {
  const timer = deleteTimer(ctx, raw("given"), kind, subject);
  await ctx.db.$executeRaw`WITH given AS (SELECT 1), timed AS (${timer}) SELECT FROM timed`;
}

/** What a handler of these tests does to be seen: an event. */
export async function tell(ctx: Context, type: string, subject: string): Promise<void> {
  const events = insertEvents(ctx, raw("given"), [{ provider: "acme", type, subject, data: {} }]);
  await ctx.db.$executeRaw`WITH given AS (SELECT 1), told AS (${events}) SELECT FROM told`;
}

/** What was told in the sandbox, in order, as `2030-06-01T12:00 type subject`. */
export async function told({ db }: TestDatabase, { id }: Sandbox): Promise<string[]> {
  const events = await db.event.findMany({ where: { sandboxId: id }, orderBy: { sequence: "asc" } });
  return events.map(({ occurredAt, type, subject }) => `${occurredAt.toISOString().slice(0, 16)} ${type} ${subject}`);
}

/** One provider whose timers do nothing but tell that they ran. */
export const telling: TimerHandlers = {
  acme: { ring: (ctx, subject) => tell(ctx, "rang", subject) },
};

/** Asks again and again until the expectation holds: for what another process or connection does in its own time. */
export const eventually = (expectation: () => void | Promise<void>) =>
  vi.waitFor(expectation, { timeout: 10_000, interval: 10 });

/** Resolves once as many sessions of the database wait for a lock. */
export const someoneWaits = ({ pool }: TestDatabase, sessions = 1) =>
  eventually(async () => {
    const { rows } = await pool.query(
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    if (rows[0].n < sessions) throw new Error("nobody waits for a lock yet");
  });
