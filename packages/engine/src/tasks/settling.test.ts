import { beforeEach, expect, test } from "vitest";
import { eventually, noon, testBed, testEngine, testSandbox, told } from "../testing.ts";
import { hangs, receiver } from "../webhooks/testing.ts";
import { asking, doing, working } from "./acme.fixture.ts";
import { gate, numbers, put, tasksIn } from "./testing.ts";

const bed = await testBed();
beforeEach(() => bed.db.task.deleteMany());

const patient = { withinMs: 10_000, askOthers: true };

/** How long it took, and what came of it. */
async function timed<T>(work: Promise<T>): Promise<{ tookMs: number; answer: T }> {
  const begun = performance.now();
  const answer = await work;
  return { tookMs: performance.now() - begun, answer };
}

test("where there is nothing to do it is settled at once", async () => {
  const engine = await testEngine(bed, working(doing()));
  const { tookMs, answer } = await timed(engine.settleTasks((await testSandbox(bed)).id, patient));
  expect(answer).toEqual([]);
  expect(tookMs).toBeLessThan(5_000);
});

test("all that is there is done when it answers", async () => {
  const engine = await testEngine(bed, working(doing()));
  const sandbox = await testSandbox(bed);
  const ctx = engine.within(bed.db, sandbox, noon);
  for (const round of [1, 2, 3]) {
    await put(ctx, "work", ...numbers(100).map((n) => `${round}.${n}`));
    await engine.settleTasks(sandbox.id, patient);
    expect(await tasksIn(bed, sandbox)).toEqual([]);
    expect(await told(bed, sandbox)).toHaveLength(round * 100);
  }
});

test("many may settle one sandbox at once, and all of it is done once", async () => {
  const engine = await testEngine(bed, working(doing(undefined, 3)));
  const sandbox = await testSandbox(bed);
  await put(engine.within(bed.db, sandbox, noon), "work", ...numbers(100));
  const settled = numbers(30).map(() => engine.settleTasks(sandbox.id, patient));
  const requests = numbers(30).map(() => bed.db.sandbox.findUniqueOrThrow({ where: { id: sandbox.id } }));
  await Promise.all([...settled, ...requests]);
  const lines = await told(bed, sandbox);
  expect(lines).toHaveLength(100);
  expect(new Set(lines).size).toBe(100);
});

test("what another worker has in hand is waited for, and no longer than asked for", async () => {
  const stop = gate();
  const other = await testEngine(bed, working(doing((_, subject) => stop.pass(subject))));
  const sandbox = await testSandbox(bed);
  const ctx = other.within(bed.db, sandbox, noon);
  await put(ctx, "work", "a");
  await stop.waits();
  const engine = await testEngine(bed, working(doing()));
  const { tookMs, answer } = await timed(engine.settleTasks(sandbox.id, { ...patient, withinMs: 300 }));
  expect(answer).toEqual([]);
  expect(tookMs).toBeGreaterThanOrEqual(295);
  expect(tookMs).toBeLessThan(5_000);
  const settled = engine.settleTasks(sandbox.id, patient);
  stop.open();
  await settled;
  expect(await told(bed, sandbox)).toHaveLength(1);
});

test("what it asks itself is not waited for longer than asked for either, and goes on", async () => {
  const stop = gate();
  const endpoint = await receiver(async ({ subject }) => {
    await stop.pass(subject);
    return 200;
  });
  const engine = await testEngine(bed, { tasks: { acme: { ask: asking(endpoint.url) } } });
  const sandbox = await testSandbox(bed);
  await bed.db.sandbox.update({ where: { id: sandbox.id }, data: { clockHeldMode: "frozen" } });
  await put(engine.within(bed.db, sandbox, noon), "ask", "a");
  const { tookMs } = await timed(engine.settleTasks(sandbox.id, { ...patient, withinMs: 1_000 }));
  expect(tookMs).toBeLessThan(5_000);
  expect(stop.come).toEqual(["a"]);
  const settled = engine.settleTasks(sandbox.id, patient);
  stop.open();
  await settled;
  expect(await told(bed, sandbox)).toEqual(["2030-06-01T12:00 got 200 a"]);
  expect(stop.come).toEqual(["a"]);
});

test("what asks others is not waited for by whoever does not want that", async () => {
  const endpoint = await receiver(hangs);
  const engine = await testEngine(bed, { tasks: { acme: { work: doing(), ask: asking(endpoint.url) } } });
  const sandbox = await testSandbox(bed);
  const ctx = engine.within(bed.db, sandbox, noon);
  await put(ctx, "ask", "a");
  await put(ctx, "work", "b");
  const { tookMs } = await timed(engine.settleTasks(sandbox.id, { ...patient, askOthers: false }));
  expect(tookMs).toBeLessThan(5_000);
  expect(await told(bed, sandbox)).toEqual(["2030-06-01T12:00 done b"]);
  expect(await tasksIn(bed, sandbox)).toMatchObject([{ kind: "ask" }]);
});

test("whoever waits for one object waits for no other", async () => {
  const endpoint = await receiver((...asked) => (asked[0].subject === "slow" ? hangs(...asked) : 200));
  const engine = await testEngine(bed, { tasks: { acme: { ask: asking(endpoint.url) } } });
  const sandbox = await testSandbox(bed);
  const ctx = engine.within(bed.db, sandbox, noon);
  await put(ctx, "ask", "slow");
  await eventually(() => expect(endpoint.got).toHaveLength(1));
  await put(ctx, "ask", "quick");
  const { tookMs } = await timed(engine.settleTasks(sandbox.id, { ...patient, subject: "quick" }));
  expect(tookMs).toBeLessThan(5_000);
  expect(await told(bed, sandbox)).toEqual(["2030-06-01T12:00 got 200 quick"]);
});

test("though others go on and on to find something to do it is settled in time", async () => {
  const engine = await testEngine(bed, working({ together: 64, run: async () => [] }));
  const sandbox = await testSandbox(bed);
  const ctx = engine.within(bed.db, sandbox, noon);
  let isOver = false;
  const busy = (async () => {
    for (let n = 0; !isOver; n += 1) await put(ctx, "work", ...numbers(5).map((m) => `${n}.${m}`));
  })();
  for (const _ of numbers(5)) expect((await timed(engine.settleTasks(sandbox.id, patient))).tookMs).toBeLessThan(8_000);
  isOver = true;
  await busy;
});

test("whoever settles while the engine closes is answered", async () => {
  const endpoint = await receiver(hangs);
  const engine = await testEngine(bed, { tasks: { acme: { ask: asking(endpoint.url) } } });
  const sandbox = await testSandbox(bed);
  await put(engine.within(bed.db, sandbox, noon), "ask", ...numbers(10));
  const settled = engine.settleTasks(sandbox.id, { ...patient, withinMs: 60_000 });
  await eventually(() => expect(endpoint.got.length).toBeGreaterThanOrEqual(8));
  const { tookMs } = await timed(Promise.all([engine.close(), settled]));
  expect(tookMs).toBeLessThan(5_000);
  expect(await engine.settleTasks(sandbox.id, patient)).toEqual([]);
  expect(await tasksIn(bed, sandbox)).toHaveLength(10);
});
