import { raw } from "@understudy/database";
import { Duration } from "luxon";
import { afterEach, expect, test, vi } from "vitest";
import { insertEvents } from "./events.ts";
import { realNow } from "./real-time.ts";
import { clockColumns } from "./sandbox.ts";
import {
  after,
  cancelTimer,
  eventually,
  noon,
  setTimer,
  someoneWaits,
  tell,
  telling,
  testBed,
  testEngine,
  testSandbox,
  told,
} from "./testing.ts";
import { insertTimer, insertTimers, type TimerHandlers } from "./timers.ts";

const bed = await testBed();
const soon = () => new Date(realNow().getTime() + 50);
const names = async (sandbox: { id: string }) => {
  const events = await bed.db.event.findMany({ where: { sandboxId: sandbox.id }, orderBy: { sequence: "asc" } });
  return events.map(({ type, subject }) => `${type} ${subject}`);
};
/** The jobs that would wake timers of the sandbox, by the timers' subjects, which they do not know themselves. */
const jobs = async ({ id }: { id: string }) => {
  const { rows } = await bed.pool.query(
    `SELECT timer.subject, run_at FROM graphile_worker._private_jobs
      LEFT JOIN timer ON timer.id = payload->>'timer_id' WHERE payload->>'sandbox_id' = $1`,
    [id],
  );
  return rows as { subject: string; run_at: Date }[];
};

afterEach(() => {
  vi.useRealTimers();
});

test("a timer of a running clock fires by itself, at its own due time", async () => {
  const engine = await testEngine(bed, { timers: telling });
  const sandbox = await testSandbox(bed, null);
  const dueAt = soon();
  await setTimer(engine.within(bed.db, sandbox, realNow()), "ring", "a", dueAt);
  await eventually(async () => expect(await names(sandbox)).toEqual(["rang a"]));
  const [event] = await bed.db.event.findMany({ where: { sandboxId: sandbox.id } });
  expect(event?.occurredAt).toEqual(dueAt);
  expect(await bed.db.timer.count({ where: { sandboxId: sandbox.id } })).toBe(0);
});

test("several timers are set by one statement, which moves those that are there", async () => {
  const engine = await testEngine(bed, { timers: telling });
  const sandbox = await testSandbox(bed);
  const ctx = engine.within(bed.db, sandbox, noon);
  await setTimer(ctx, "ring", "b", after(9));
  const timers = ["a", "b", "c"].map((subject, index) => {
    return { provider: "acme", kind: "ring", subject, dueAt: after(index + 1) };
  });
  const set = (rows: string) =>
    bed.db
      .$executeRaw`WITH given AS (${raw(rows)}), timed AS (${insertTimers(ctx, raw("given"), timers)}) SELECT FROM timed`;
  await set("SELECT 1 WHERE false");
  expect(await bed.db.timer.count({ where: { sandboxId: sandbox.id } })).toBe(1);
  await set("SELECT 1");
  await engine.moveClock(sandbox.id, { advance: Duration.fromObject({ minutes: 3 }) });
  expect(await names(sandbox)).toEqual(["rang a", "rang b", "rang c"]);
});

test("a running clock that is ahead of real time fires by its own time", async () => {
  const engine = await testEngine(bed, { timers: telling });
  const sandbox = await testSandbox(bed, null);
  const day = Duration.fromObject({ days: 1 });
  await engine.moveClock(sandbox.id, { advance: day });
  const dueAt = new Date(soon().getTime() + day.toMillis());
  await setTimer(engine.within(bed.db, { ...sandbox }, realNow()), "ring", "a", dueAt);
  await eventually(async () => expect(await names(sandbox)).toEqual(["rang a"]));
});

test("a timer of a frozen clock waits for the clock, and fires by itself once that runs", async () => {
  const engine = await testEngine(bed, { timers: telling });
  const sandbox = await testSandbox(bed);
  await setTimer(engine.within(bed.db, sandbox, noon), "ring", "a", new Date(noon.getTime() + 50));
  expect(await jobs(sandbox)).toEqual([]);
  await engine.moveClock(sandbox.id, { run: true });
  await eventually(async () => expect(await names(sandbox)).toEqual(["rang a"]));
});

test("a job that finds its clock frozen before the due time leaves the timer alone", async () => {
  const engine = await testEngine(bed, { timers: telling });
  const [stopped, running] = [await testSandbox(bed, null), await testSandbox(bed, null)];
  const dueAt = soon();
  await setTimer(engine.within(bed.db, stopped, realNow()), "ring", "a", dueAt);
  const frozenAt = new Date("2020-01-01T00:00:00.000Z");
  await bed.db.sandbox.update({ where: { id: stopped.id }, data: clockColumns({ mode: "frozen", frozenAt }) });
  await setTimer(engine.within(bed.db, running, realNow()), "ring", "b", dueAt);
  await eventually(async () => {
    expect(await names(running)).toEqual(["rang b"]);
    expect(await jobs(stopped)).toEqual([]);
  });
  expect(await names(stopped)).toEqual([]);
  expect(await bed.db.timer.count({ where: { sandboxId: stopped.id } })).toBe(1);
});

test("a timer of a dropped sandbox never fires, and its job comes to nothing", async () => {
  const ran: string[] = [];
  const timers: TimerHandlers = { acme: { ring: async (ctx) => void ran.push(ctx.sandbox.id) } };
  const engine = await testEngine(bed, { timers });
  const [dropped, kept] = [await testSandbox(bed, null), await testSandbox(bed, null)];
  const dueAt = soon();
  for (const sandbox of [dropped, kept]) await setTimer(engine.within(bed.db, sandbox, realNow()), "ring", "a", dueAt);
  await bed.db.sandbox.delete({ where: { id: dropped.id } });
  await eventually(async () => {
    expect(ran).toContain(kept.id);
    expect(await jobs(dropped)).toEqual([]);
  });
  expect(ran).toEqual([kept.id]);
});

test("setting a timer again moves it: it fires once, at the later time", async () => {
  const engine = await testEngine(bed, { timers: telling });
  const sandbox = await testSandbox(bed);
  const ctx = engine.within(bed.db, sandbox, noon);
  await setTimer(ctx, "ring", "a", after(10));
  await setTimer(ctx, "ring", "a", after(20));
  expect((await engine.moveClock(sandbox.id, { set: after(15) })).ran).toEqual([]);
  expect((await engine.moveClock(sandbox.id, { set: after(60) })).ran).toHaveLength(1);
  expect(await told(bed, sandbox)).toEqual(["2030-06-01T12:20 rang a"]);
});

test("a timer of a running clock that is moved has one job, at the new time", async () => {
  const engine = await testEngine(bed, { timers: telling });
  const sandbox = await testSandbox(bed, null);
  const ctx = engine.within(bed.db, sandbox, realNow());
  const [first, second] = [after(10, realNow()), after(20, realNow())];
  await setTimer(ctx, "ring", "a", first);
  await setTimer(ctx, "ring", "a", second);
  expect(await jobs(sandbox)).toEqual([{ subject: "a", run_at: second }]);
  await engine.moveClock(sandbox.id, { advance: Duration.fromObject({ minutes: 5 }) });
  const [job] = await jobs(sandbox);
  expect(Math.abs((job?.run_at.getTime() ?? 0) - after(-5, second).getTime())).toBeLessThan(5_000);
});

test("a job tells nothing of the object, which it may outlast", async () => {
  const engine = await testEngine(bed, { timers: telling });
  const sandbox = await testSandbox(bed, null);
  const ctx = engine.within(bed.db, sandbox, realNow());
  await setTimer(ctx, "ring", "somebody", after(10, realNow()));
  await cancelTimer(ctx, "ring", "somebody");
  const { rows } = await bed.pool.query(
    "SELECT payload FROM graphile_worker._private_jobs WHERE payload->>'sandbox_id' = $1",
    [sandbox.id],
  );
  expect(rows).toEqual([{ payload: { sandbox_id: sandbox.id, timer_id: expect.stringMatching(/^tmr_/) } }]);
});

test("a cancelled timer does not fire, and timers of other kinds and subjects do", async () => {
  const timers: TimerHandlers = { acme: { ...telling.acme, knock: (ctx, subject) => tell(ctx, "knocked", subject) } };
  const engine = await testEngine(bed, { timers });
  const sandbox = await testSandbox(bed);
  const ctx = engine.within(bed.db, sandbox, noon);
  for (const kind of ["ring", "knock"]) for (const subject of ["a", "b"]) await setTimer(ctx, kind, subject, after(1));
  await cancelTimer(ctx, "ring", "a");
  await engine.moveClock(sandbox.id, { set: after(1) });
  expect((await names(sandbox)).sort()).toEqual(["knocked a", "knocked b", "rang b"]);
});

test("a timer is set with the change that causes it, and not without", async () => {
  const engine = await testEngine(bed);
  const sandbox = await testSandbox(bed);
  const ctx = engine.within(bed.db, sandbox, noon);
  const timer = insertTimer(ctx, raw("changed"), { provider: "acme", kind: "ring", subject: "a", dueAt: noon });
  await bed.db.$executeRaw`
    WITH changed AS (UPDATE sandbox SET name = 'x' WHERE id = 'nobody' RETURNING id), timed AS (${timer})
    SELECT FROM timed`;
  expect(await bed.db.timer.count({ where: { sandboxId: sandbox.id } })).toBe(0);
});

test("a server whose own time is behind the database's still fires its timers", async () => {
  const sandbox = await testSandbox(bed, null);
  const dueAt = soon();
  vi.useFakeTimers({ toFake: ["Date"], now: realNow().getTime() - 60_000 });
  const engine = await testEngine(bed, { timers: telling });
  await setTimer(engine.within(bed.db, sandbox, realNow()), "ring", "a", dueAt);
  await eventually(async () => expect(await names(sandbox)).toEqual(["rang a"]));
});

test("a timer whose transaction was open while the clock was set running still fires by itself", async () => {
  const engine = await testEngine(bed, { timers: telling });
  const sandbox = await testSandbox(bed);
  const moving = await bed.db.$transaction(async (tx) => {
    await setTimer(engine.within(tx, sandbox, noon), "ring", "a", new Date(noon.getTime() + 50));
    const running = engine.moveClock(sandbox.id, { run: true });
    await Promise.race([running, someoneWaits(bed)]);
    return { running };
  });
  await moving.running;
  await eventually(async () => expect(await names(sandbox)).toEqual(["rang a"]));
});

test("a worker whose connections were cut goes on firing timers", async () => {
  const engine = await testEngine(bed, { timers: telling });
  const sandbox = await testSandbox(bed, null);
  await bed.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'understudy engine'`,
  );
  await setTimer(engine.within(bed.db, sandbox, realNow()), "ring", "a", soon());
  await eventually(async () => expect(await names(sandbox)).toEqual(["rang a"]));
});

test("events of one statement keep their order, and are written with the change or not at all", async () => {
  const engine = await testEngine(bed);
  const sandbox = await testSandbox(bed);
  const ctx = engine.within(bed.db, sandbox, noon);
  const types = Array.from({ length: 50 }, (_, index) => `step.${index}`);
  const events = types.map((type) => ({ provider: "acme", type, subject: "a", data: { type, none: null } }));
  const change = (id: string) => bed.db.$executeRaw`
    WITH changed AS (UPDATE sandbox SET name = 'x' WHERE id = ${id} RETURNING id),
    told AS (${insertEvents(ctx, raw("changed"), events)})
    SELECT FROM told`;
  await change("nobody");
  expect(await names(sandbox)).toEqual([]);
  await change(sandbox.id);
  expect(await names(sandbox)).toEqual(types.map((type) => `${type} a`));
  const [first] = await bed.db.event.findMany({ where: { sandboxId: sandbox.id }, orderBy: { sequence: "asc" } });
  expect(first).toMatchObject({ provider: "acme", data: { type: "step.0", none: null }, occurredAt: noon });
});
