import { beforeEach, expect, test } from "vitest";
import { noon, testBed, testEngine, testSandbox } from "../testing.ts";
import { hangs, receiver } from "../webhooks/testing.ts";
import { asking, doing, working } from "./acme.fixture.ts";
import type { TaskHandler } from "./task.ts";
import { allDone, gate, numbers, put, tasksIn } from "./testing.ts";

const bed = await testBed();
beforeEach(() => bed.db.task.deleteMany());

const drop = ({ id }: { id: string }) => bed.db.sandbox.delete({ where: { id } });

test("a drop takes along the tasks that nobody works on", async () => {
  const engine = await testEngine(bed, working(doing()));
  const [sandbox, other] = [await testSandbox(bed), await testSandbox(bed)];
  for (const { id } of [sandbox, other])
    await bed.db.sandbox.update({ where: { id }, data: { clockHeldMode: "frozen" } });
  for (const one of [sandbox, other]) await put(engine.within(bed.db, one, noon), "work", ...numbers(100));
  await drop(sandbox);
  expect(await tasksIn(bed, sandbox)).toEqual([]);
  expect(await tasksIn(bed, other)).toHaveLength(100);
});

test("a drop does not wait for a call, nor for the others of its sandbox, and nothing stays of them", async () => {
  const stop = gate();
  const endpoint = await receiver(async ({ subject }) => {
    await stop.pass(subject);
    return 200;
  });
  const logged: string[] = [];
  const log = { warn: () => undefined, error: (_: object, message: string) => void logged.push(message) };
  const engine = await testEngine(bed, { log, tasks: { acme: { ask: asking(endpoint.url) } } });
  const sandbox = await testSandbox(bed);
  await put(engine.within(bed.db, sandbox, noon), "ask", ...numbers(10));
  await stop.waits(4);
  const begun = performance.now();
  await drop(sandbox);
  expect(performance.now() - begun).toBeLessThan(5_000);
  // Those under way, and at most as many that somebody is just looking at.
  expect((await tasksIn(bed, sandbox)).length).toBeLessThanOrEqual(8);
  stop.open();
  await allDone(bed, sandbox);
  expect(endpoint.got).toHaveLength(4);
  expect(logged).toEqual([]);
});

test("work that fails because its sandbox was dropped is nobody's mistake, and goes too", async () => {
  const stop = gate();
  const logged: string[] = [];
  const log = { warn: () => undefined, error: (_: object, message: string) => void logged.push(message) };
  const handler: TaskHandler = {
    together: 2,
    async run(ctx, subjects) {
      await stop.pass(`${subjects}`);
      await ctx.db.inbox.create({ data: { sandboxId: ctx.sandbox.id, name: `${subjects}`, createdAt: ctx.now } });
      return subjects;
    },
  };
  const engine = await testEngine(bed, { log, ...working(handler) });
  const sandbox = await testSandbox(bed);
  await put(engine.within(bed.db, sandbox, noon), "work", "a", "b", "c");
  await stop.waits(2);
  await drop(sandbox);
  expect(await tasksIn(bed, sandbox)).toHaveLength(3);
  stop.open();
  await allDone(bed, sandbox);
  expect(logged).toEqual([]);
});

test("what is left of a dropped sandbox when a process dies goes when somebody looks next", async () => {
  const endpoint = await receiver(hangs);
  const options = { tasks: { acme: { ask: asking(endpoint.url) } } };
  const sandbox = await testSandbox(bed);
  const rows = numbers(10).map((subject) => ({ sandboxId: sandbox.id, provider: "acme", kind: "ask", subject }));
  await drop(sandbox);
  await bed.db.task.createMany({ data: rows });
  await testEngine(bed, options);
  await allDone(bed, sandbox);
  expect(endpoint.got).toEqual([]);
});
