import { Refusal } from "@understudy/domain";
import { beforeEach, expect, test } from "vitest";
import { after, eventually, noon, setTimer, tell, testBed, testEngine, testSandbox, told } from "../testing.ts";
import { working } from "./acme.fixture.ts";
import type { TaskHandler } from "./task.ts";
import { allDone, numbers, put, tasksIn } from "./testing.ts";

const bed = await testBed();
beforeEach(() => bed.db.task.deleteMany());

/** Tells half of what it does, and throws where it is told to, having told that. */
function breaking(...bad: string[]) {
  const broken = new Set(bad);
  const logged: object[] = [];
  const handler: TaskHandler = {
    together: 10,
    async run(ctx, subjects) {
      for (const subject of subjects) {
        await tell(ctx, "done", subject);
        if (broken.has(subject)) throw new Error(`${subject} is broken`);
      }
      return [];
    },
  };
  const log = {
    warn: () => undefined,
    error: (details: object, message: string) => void logged.push({ message, ...details }),
  };
  return { broken, logged, options: { log, ...working(handler) } };
}

/** Lets the time pass after which failed tasks are tried again, and somebody look. */
async function pass(id: string): Promise<void> {
  await bed.db.$executeRaw`UPDATE task SET retry_at = clock_timestamp() - interval '1 hour' WHERE sandbox_id = ${id}`;
  await bed.db.sandbox.update({ where: { id }, data: { name: "later" } });
}
/** Puts tasks that have failed already, so often that they are not tried again during a test. */
const putFailed = async (sandboxId: string, ...subjects: readonly string[]) =>
  bed.db.task.createMany({
    data: subjects.map((subject) => ({ sandboxId, provider: "acme", kind: "work", subject, failures: 8 })),
  });

const failed = (sandbox: { id: string }, count: number) =>
  eventually(async () => {
    const rows = await tasksIn(bed, sandbox);
    expect(rows.map(({ retryAt }) => retryAt !== null)).toEqual(Array.from({ length: count }, () => true));
  });

test("of a batch in which one throws nothing of that one is left, the others are done, and it is told once", async () => {
  const { broken, logged, options } = breaking("3", "7");
  await testEngine(bed, options);
  const sandbox = await testSandbox(bed);
  await putFailed(sandbox.id, ...numbers(10));
  await failed(sandbox, 2);
  expect((await told(bed, sandbox)).sort()).toEqual(
    numbers(10)
      .filter((n) => !broken.has(n))
      .map((n) => `2030-06-01T12:00 done ${n}`),
  );
  const details = { message: "a task failed", provider: "acme", kind: "work", sandboxId: sandbox.id };
  // In either order: another worker may have the rest of the batch while one goes through it.
  const lines = ["3", "7"].map((subject) => ({
    ...details,
    subject,
    err: expect.objectContaining({ message: `${subject} is broken` }),
  }));
  expect(logged).toHaveLength(2);
  expect(logged).toEqual(expect.arrayContaining(lines));
  expect(await tasksIn(bed, sandbox)).toMatchObject(["3", "7"].map((subject) => ({ subject, failures: 9 })));
});

test("what failed is tried again, a little later each time and never later than five minutes", async () => {
  const { broken, logged, options } = breaking("a");
  const engine = await testEngine(bed, options);
  const sandbox = await testSandbox(bed);
  await put(engine.within(bed.db, sandbox, noon), "work", "a");
  const later = async () => {
    const rows = await bed.pool.query(
      "SELECT failures, extract(epoch FROM retry_at - clock_timestamp())::float AS seconds FROM task WHERE sandbox_id = $1",
      [sandbox.id],
    );
    return rows.rows[0] as { failures: number; seconds: number };
  };
  await eventually(async () => expect((await later()).failures).toBe(1));
  expect((await later()).seconds).toBeLessThanOrEqual(1);
  for (const [failures, seconds] of [
    [3, 8],
    [8, 256],
    [9, 300],
    [100, 300],
    [5_000, 300],
  ] as const) {
    await bed.db.task.updateMany({ where: { sandboxId: sandbox.id }, data: { failures } });
    await pass(sandbox.id);
    await eventually(async () => expect((await later()).failures).toBe(failures + 1));
    expect(Math.abs((await later()).seconds - seconds)).toBeLessThan(3);
  }
  expect(logged.length).toBeGreaterThanOrEqual(6);
  broken.clear();
  await pass(sandbox.id);
  await allDone(bed, sandbox);
  expect(await told(bed, sandbox)).toEqual(["2030-06-01T12:00 done a"]);
});

test("many that fail again and again do not keep the others waiting", async () => {
  const bad = numbers(30).map((n) => `bad ${n}`);
  const { options } = breaking(...bad);
  const engine = await testEngine(bed, options);
  const [sandbox, other] = [await testSandbox(bed), await testSandbox(bed)];
  const ctx = engine.within(bed.db, sandbox, noon);
  await put(ctx, "work", ...bad);
  for (const subject of numbers(10)) {
    await pass(sandbox.id);
    await put(ctx, "work", subject);
    await put(engine.within(bed.db, other, noon), "work", subject);
  }
  await allDone(bed, other);
  await failed(sandbox, 30);
  expect(await told(bed, sandbox)).toHaveLength(10);
});

test("two processes that fail at the same task tell of it once", async () => {
  const { logged, options } = breaking(...numbers(10));
  const sandbox = await testSandbox(bed);
  const engines = await Promise.all(numbers(3).map(() => testEngine(bed, options)));
  await putFailed(sandbox.id, ...numbers(10));
  // One that another has just failed at may look as if that one had died, and be put off for a moment first.
  await eventually(async () =>
    expect((await tasksIn(bed, sandbox)).map(({ failures }) => failures)).toEqual(numbers(10).map(() => 9)),
  );
  // All that is under way is over, then.
  await Promise.all(engines.map((engine) => engine.close()));
  expect(logged).toHaveLength(10);
  expect((await tasksIn(bed, sandbox)).every(({ failures }) => failures === 9)).toBe(true);
});

test("a move does not wait for what failed, and goes on past what fails in it", async () => {
  const { logged, options } = breaking("bad");
  const timers = {
    acme: { ring: (ctx: Parameters<typeof put>[0], subject: string) => put(ctx, "work", subject, "bad") },
  };
  const engine = await testEngine(bed, { ...options, timers });
  const sandbox = await testSandbox(bed);
  const ctx = engine.within(bed.db, sandbox, noon);
  for (const minute of [10, 20]) await setTimer(ctx, "ring", `${minute}`, after(minute));
  const begun = performance.now();
  const { ran } = await engine.moveClock(sandbox.id, { set: after(30) });
  expect(performance.now() - begun).toBeLessThan(10_000);
  expect(ran).toEqual(
    [10, 20].flatMap((minute) => [
      { at: after(minute), kind: "ring", subject: `${minute}` },
      { at: after(minute), kind: "work", subject: `${minute}` },
    ]),
  );
  expect(await told(bed, sandbox)).toEqual(["2030-06-01T12:10 done 10", "2030-06-01T12:20 done 20"]);
  expect(logged.length).toBeGreaterThanOrEqual(1);
});

test("work that meets a request at its rows is done again at once, and nobody is told of a failure", async () => {
  const { logged, options } = breaking();
  let times = 0;
  const handler: TaskHandler = {
    together: 2,
    async run(ctx, subjects) {
      for (const subject of subjects) await tell(ctx, "done", subject);
      if (times++ < 5) throw new Refusal("conflict", "It changed while it was being updated.");
      return [];
    },
  };
  const engine = await testEngine(bed, { ...options, ...working(handler) });
  const sandbox = await testSandbox(bed);
  await put(engine.within(bed.db, sandbox, noon), "work", "a", "b");
  await allDone(bed, sandbox);
  expect((await told(bed, sandbox)).sort()).toEqual(["2030-06-01T12:00 done a", "2030-06-01T12:00 done b"]);
  expect(logged).toEqual([]);
});

test("work that breaks its own transaction has failed like any other", async () => {
  const { logged, options } = breaking();
  const handler: TaskHandler = {
    together: 10,
    async run(ctx, subjects) {
      await tell(ctx, "done", `${subjects}`);
      // As a handler does that forgets what it has been refused.
      if (subjects.includes("bad")) await ctx.db.$queryRaw`SELECT 1 / 0`.catch(() => undefined);
      return subjects.includes("bad") ? subjects : [];
    },
  };
  await testEngine(bed, { ...options, ...working(handler) });
  const sandbox = await testSandbox(bed);
  await putFailed(sandbox.id, "a", "bad");
  await failed(sandbox, 1);
  expect(await told(bed, sandbox)).toEqual(["2030-06-01T12:00 done a"]);
  expect(logged).toMatchObject([{ subject: "bad" }]);
});
