import { beforeEach, expect, test } from "vitest";
import { eventually, noon, testBed, testEngine, testSandbox, told } from "../testing.ts";
import { hangs, receiver } from "../webhooks/testing.ts";
import { asking, doing } from "./acme.fixture.ts";
import { allDone, gate, numbers, put, tasksIn } from "./testing.ts";

const bed = await testBed();
beforeEach(() => bed.db.task.deleteMany());

/** Tasks that ask at this address, and others that do not. */
const mixed = (url: string | ((subject: string) => string)) => ({
  tasks: { acme: { work: doing(), ask: asking(url) } },
});

test("while many wait for an answer that does not come, all else goes on", async () => {
  const endpoint = await receiver(hangs);
  const engine = await testEngine(bed, mixed(endpoint.url));
  const sandboxes = await Promise.all(numbers(10).map(() => testSandbox(bed)));
  const [sandbox] = sandboxes;
  if (!sandbox) throw new Error("no sandbox");
  for (const one of sandboxes) await put(engine.within(bed.db, one, noon), "ask", ...numbers(20));
  await eventually(() => expect(endpoint.got).toHaveLength(32));
  await put(engine.within(bed.db, sandbox, noon), "work", ...numbers(200));
  // As many requests as this process has connections, and more.
  const requests = numbers(50).map(() =>
    bed.db.$transaction((tx) => tx.sandbox.findUniqueOrThrow({ where: { id: sandbox.id } }), { maxWait: 10_000 }),
  );
  expect(await Promise.all(requests)).toHaveLength(50);
  await eventually(async () => expect(await told(bed, sandbox)).toHaveLength(200));
  await engine.close();
  expect(endpoint.most).toBe(32);
});

test("while the friends of nine sandboxes hang, the tenth has its answers", async () => {
  const [hanging, healthy] = [await receiver(hangs), await receiver()];
  const engine = await testEngine(
    bed,
    mixed((subject) => (subject.startsWith("slow") ? hanging : healthy).url),
  );
  for (const n of numbers(9)) {
    const sandbox = await testSandbox(bed);
    await put(engine.within(bed.db, sandbox, noon), "ask", ...numbers(20).map((m) => `slow ${n}.${m}`));
    await eventually(() => expect(hanging.got.length).toBeGreaterThan(Number(n)));
  }
  const quick = await testSandbox(bed);
  await put(engine.within(bed.db, quick, noon), "ask", ...numbers(20));
  await allDone(bed, quick);
  expect(healthy.got).toHaveLength(20);
  await engine.close();
  expect(hanging.most).toBeLessThanOrEqual(32);
});

test("two processes ask for one sandbox, each of them four at once, and nobody twice", async () => {
  const stop = gate();
  const endpoint = await receiver(async ({ subject }) => {
    await stop.pass(subject);
    return 200;
  });
  const engines = await Promise.all([testEngine(bed, mixed(endpoint.url)), testEngine(bed, mixed(endpoint.url))]);
  const sandbox = await testSandbox(bed);
  await put(engines[0].within(bed.db, sandbox, noon), "ask", ...numbers(100));
  await stop.waits(8);
  stop.open();
  await allDone(bed, sandbox);
  expect(stop.come.sort()).toEqual(numbers(100).sort());
  expect(await told(bed, sandbox)).toHaveLength(100);
  expect(endpoint.most).toBe(8);
});

test("one sandbox whose friends are slow does not keep the others waiting", async () => {
  const [hanging, healthy] = [await receiver(hangs), await receiver()];
  const engine = await testEngine(
    bed,
    mixed((subject) => (subject.startsWith("slow") ? hanging : healthy).url),
  );
  const [slow, quick] = [await testSandbox(bed), await testSandbox(bed)];
  await put(engine.within(bed.db, slow, noon), "ask", ...numbers(100).map((n) => `slow ${n}`));
  await eventually(() => expect(hanging.got).toHaveLength(4));
  await put(engine.within(bed.db, quick, noon), "ask", ...numbers(50));
  await allDone(bed, quick);
  expect(healthy.got).toHaveLength(50);
  await engine.close();
  expect(hanging.got).toHaveLength(4);
});

test("an engine that closes breaks off where it waits, and the next one asks again", async () => {
  const endpoint = await receiver((_, __, index) => (index < 3 ? undefined : 200));
  const logged: string[] = [];
  const log = { warn: () => undefined, error: (_: object, message: string) => void logged.push(message) };
  const engine = await testEngine(bed, { ...mixed(endpoint.url), log });
  const sandbox = await testSandbox(bed);
  await put(engine.within(bed.db, sandbox, noon), "ask", "a", "b", "c");
  await eventually(() => expect(endpoint.got).toHaveLength(3));
  const begun = performance.now();
  await engine.close();
  expect(performance.now() - begun).toBeLessThan(5_000);
  expect(await tasksIn(bed, sandbox)).toMatchObject(Array.from({ length: 3 }, () => ({ failures: 0, retryAt: null })));
  expect(await told(bed, sandbox)).toEqual([]);
  await testEngine(bed, { ...mixed(endpoint.url), log: { ...log, warn: log.error } });
  await allDone(bed, sandbox);
  // Nor does anybody take them for those of a process that died.
  expect((await told(bed, sandbox)).sort()).toEqual(["a", "b", "c"].map((one) => `2030-06-01T12:00 got 200 ${one}`));
  expect(logged).toEqual([]);
});

test("an engine that rests asks nobody, and still does all else until it closes", async () => {
  const endpoint = await receiver(hangs);
  const engine = await testEngine(bed, mixed(endpoint.url));
  const sandbox = await testSandbox(bed);
  const ctx = engine.within(bed.db, sandbox, noon);
  await put(ctx, "ask", "a");
  await eventually(() => expect(endpoint.got).toHaveLength(1));
  await engine.rest();
  await put(ctx, "ask", "b");
  await put(ctx, "work", "c");
  await engine.settleTasks(sandbox.id, { withinMs: 10_000, askOthers: true });
  expect(await told(bed, sandbox)).toEqual(["2030-06-01T12:00 done c"]);
  expect(await tasksIn(bed, sandbox)).toMatchObject([{ subject: "a" }, { subject: "b" }]);
  expect(endpoint.got).toHaveLength(1);
});

test("an engine that closes with work of all kinds leaves no session behind", async () => {
  const endpoint = await receiver(hangs);
  const engine = await testEngine(bed, mixed(endpoint.url));
  const sandbox = await testSandbox(bed);
  const ctx = engine.within(bed.db, sandbox, noon);
  await put(ctx, "ask", ...numbers(10));
  await eventually(() => expect(endpoint.got).toHaveLength(4));
  const settled = engine.settleTasks(sandbox.id, { withinMs: 60_000, askOthers: true });
  const flood = Promise.all(numbers(20).map((subject) => put(ctx, "work", subject)));
  await Promise.all([engine.close(), engine.close(), settled, flood]);
  await eventually(async () => {
    const { rows } = await bed.pool.query("SELECT state FROM pg_stat_activity WHERE datname = current_database()");
    expect(rows).toHaveLength(bed.pool.totalCount);
    expect(rows.map(({ state }) => state)).not.toContain("idle in transaction");
  });
});

test("work whose sessions are lost is begun anew, and has its effect once", async () => {
  let isLost = false;
  const endpoint = await receiver((...asked) => (isLost ? 200 : hangs(...asked)));
  const engine = await testEngine(bed, mixed(endpoint.url));
  const sandbox = await testSandbox(bed);
  await put(engine.within(bed.db, sandbox, noon), "ask", "a");
  await eventually(() => expect(endpoint.got).toHaveLength(1));
  const other = await testEngine(bed, mixed(endpoint.url));
  await other.caughtUp();
  isLost = true;
  const begun = performance.now();
  await bed.pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'",
  );
  await allDone(bed, sandbox);
  expect(performance.now() - begun).toBeLessThan(5_000);
  expect(endpoint.got).toHaveLength(2);
  expect(await told(bed, sandbox)).toEqual(["2030-06-01T12:00 got 200 a"]);
});
