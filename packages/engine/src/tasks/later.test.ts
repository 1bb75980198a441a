import { beforeEach, expect, test } from "vitest";
import { noon, testBed, testEngine, testSandbox } from "../testing.ts";
import { working } from "./acme.fixture.ts";
import type { PutOff, TaskHandler } from "./task.ts";
import { allDone, gate, put, tasksIn } from "./testing.ts";

const bed = await testBed();
beforeEach(() => bed.db.task.deleteMany());

const settling = { withinMs: 10_000, askOthers: true };

test("of work that is done together some is done, some is done again at once, and some later", async () => {
  const rounds: (readonly string[])[] = [];
  const first: Record<string, readonly (string | PutOff)[]> = {
    "done,again,later": ["again", { subject: "later", inMs: 3_600_000 }],
  };
  const handler: TaskHandler = {
    together: 10,
    async run(_, subjects) {
      rounds.push(subjects);
      return first[`${subjects}`] ?? [];
    },
  };
  const sandbox = await testSandbox(bed);
  const stopped = await testEngine(bed);
  await put(stopped.within(bed.db, sandbox, noon), "work", "done", "again", "later");
  const engine = await testEngine(bed, working(handler));
  await engine.settleTasks(sandbox.id, settling);
  expect(rounds).toEqual([["done", "again", "later"], ["again"]]);
  expect(await tasksIn(bed, sandbox)).toMatchObject([{ subject: "later", failures: 0, abandoned: 0 }]);
  await bed.pool.query("UPDATE task SET retry_at = now() - interval '1 second'");
  await engine.settleTasks(sandbox.id, settling);
  expect(rounds.slice(2)).toEqual([["later"]]);
  expect(await tasksIn(bed, sandbox)).toEqual([]);
});

test("work that was put off and failed before is put off as it has it, and its failures are forgotten", async () => {
  const handler: TaskHandler = { together: 1, run: async () => [{ subject: "a", inMs: 3_600_000 }] };
  const sandbox = await testSandbox(bed);
  const stopped = await testEngine(bed);
  await put(stopped.within(bed.db, sandbox, noon), "work", "a");
  await bed.pool.query("UPDATE task SET retry_at = now() - interval '1 second', failures = 3, abandoned = 2");
  const engine = await testEngine(bed, working(handler));
  await engine.settleTasks(sandbox.id, settling);
  expect(await tasksIn(bed, sandbox)).toMatchObject([{ failures: 0, abandoned: 0 }]);
});

test("no more of a kind is under way at once than it wants", async () => {
  const stop = gate();
  let [open, most] = [0, 0];
  const handler: TaskHandler = {
    ...{ together: 1, asksOthers: true, atOnce: 3 },
    async run(_, [subject = ""]) {
      open += 1;
      most = Math.max(most, open);
      await stop.pass(subject);
      open -= 1;
      return [];
    },
  };
  const engine = await testEngine(bed, working(handler));
  const sandboxes = await Promise.all(Array.from({ length: 8 }, () => testSandbox(bed)));
  for (const sandbox of sandboxes) await put(engine.within(bed.db, sandbox, noon), "work", "a");
  await stop.waits(3);
  stop.open();
  for (const sandbox of sandboxes) await allDone(bed, sandbox);
  expect(most).toBe(3);
});

test("whoever settles leaves alone what is not waited for, and does not wait for what is under way of it", async () => {
  const stop = gate();
  let isAwaited = true;
  const handler: TaskHandler = {
    ...{ together: 1, asksOthers: true, isAwaited: () => isAwaited },
    async run(_, [subject = ""]) {
      await stop.pass(subject);
      return [];
    },
  };
  const engine = await testEngine(bed, working(handler));
  const sandbox = await testSandbox(bed);
  await put(engine.within(bed.db, sandbox, noon), "work", "a");
  const settled = engine.settleTasks(sandbox.id, settling);
  await stop.waits();
  isAwaited = false;
  const begun = performance.now();
  await settled;
  await engine.settleTasks(sandbox.id, settling);
  await engine.moveClock(sandbox.id, { run: true });
  expect(performance.now() - begun).toBeLessThan(1_000);
  expect(await tasksIn(bed, sandbox)).toHaveLength(1);
  stop.open();
  await allDone(bed, sandbox);
});
