import { expect, test } from "vitest";
import { realNow } from "../real-time.ts";
import { after, noon, tell, testBed, testEngine, testSandbox, told } from "../testing.ts";
import { doing, working } from "./acme.fixture.ts";
import type { TaskHandler } from "./task.ts";
import { allDone, gate, numbers, put, tasksIn } from "./testing.ts";

const bed = await testBed();

/** A kind of task whose subjects have as much before them as their names say, and which notes who went together. */
function turning(together = 64): { rounds: string[][]; handler: TaskHandler } {
  const rounds: string[][] = [];
  const left = new Map<string, number>();
  return {
    rounds,
    handler: {
      together,
      async run(ctx, subjects) {
        rounds.push([...subjects]);
        for (const subject of subjects) await tell(ctx, "turned", subject);
        for (const subject of subjects) left.set(subject, (left.get(subject) ?? Number(subject.split("x")[1])) - 1);
        return subjects.filter((subject) => (left.get(subject) ?? 0) > 0);
      },
    },
  };
}

/** A sandbox where nobody works as long as it is put to: its clock is held. */
const hold = (id: string, clockHeldMode: string | null) =>
  bed.db.sandbox.update({ where: { id }, data: { clockHeldMode } });

test("a task is done once, at the time of its sandbox, whether its clock stands or runs", async () => {
  const engine = await testEngine(bed, working(doing()));
  const [frozen, running] = [await testSandbox(bed), await testSandbox(bed, null)];
  await put(engine.within(bed.db, frozen, after(-5)), "work", "a");
  await put(engine.within(bed.db, running, after(-5)), "work", "b");
  await Promise.all([allDone(bed, frozen), allDone(bed, running)]);
  expect(await told(bed, frozen)).toEqual(["2030-06-01T12:00 done a"]);
  expect(await told(bed, running)).toEqual([expect.stringMatching(/ done b$/)]);
  const [event] = await bed.db.event.findMany({ where: { sandboxId: running.id } });
  expect(Math.abs(Number(event?.occurredAt) - Number(realNow()))).toBeLessThan(10_000);
});

test("a task is begun as soon as it is there, not when somebody looks next", async () => {
  const engine = await testEngine(bed, working(doing()));
  const sandbox = await testSandbox(bed);
  const ctx = engine.within(bed.db, sandbox, noon);
  const begun = performance.now();
  for (const subject of numbers(20)) {
    await put(ctx, "work", subject);
    await allDone(bed, sandbox);
  }
  expect(await told(bed, sandbox)).toHaveLength(20);
  // By the sweep alone it would be twenty seconds.
  expect(performance.now() - begun).toBeLessThan(5_000);
});

test("a change that is undone leaves no task", async () => {
  const engine = await testEngine(bed, working(doing()));
  const sandbox = await testSandbox(bed);
  const undone = bed.db.$transaction(async (tx) => {
    await put(engine.within(tx, sandbox, noon), "work", "a");
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  await put(engine.within(bed.db, sandbox, noon), "work", "b");
  await allDone(bed, sandbox);
  expect(await told(bed, sandbox)).toEqual(["2030-06-01T12:00 done b"]);
});

test("what is to be done twice before anybody has begun is done once, and later again", async () => {
  const engine = await testEngine(bed, working(doing()));
  const sandbox = await testSandbox(bed);
  await bed.db.$transaction(async (tx) => {
    const ctx = engine.within(tx, sandbox, noon);
    await put(ctx, "work", "a", "a");
    await put(ctx, "work", "a");
  });
  await allDone(bed, sandbox);
  expect(await told(bed, sandbox)).toHaveLength(1);
  await put(engine.within(bed.db, sandbox, noon), "work", "a");
  await allDone(bed, sandbox);
  expect(await told(bed, sandbox)).toHaveLength(2);
});

test("many of one sandbox go together, never two sandboxes, and who came first is first", async () => {
  const { rounds, handler } = turning(8);
  const [one, other] = [await testSandbox(bed), await testSandbox(bed)];
  const engine = await testEngine(
    bed,
    working({
      ...handler,
      run: async (ctx, ids, others) => {
        expect(ids.every((id) => id.startsWith(ctx.sandbox.id))).toBe(true);
        return handler.run(ctx, ids, others);
      },
    }),
  );
  await bed.db.$transaction(async (tx) => {
    for (const n of numbers(20))
      for (const sandbox of [one, other]) await put(engine.within(tx, sandbox, noon), "work", `${sandbox.id}.${n}`);
  });
  await Promise.all([allDone(bed, one), allDone(bed, other)]);
  for (const sandbox of [one, other]) {
    const own = rounds.filter(([id]) => id?.startsWith(sandbox.id));
    expect(own.map((round) => round.length)).toEqual([8, 8, 4]);
    expect(own.flat()).toEqual(numbers(20).map((n) => `${sandbox.id}.${n}`));
  }
});

test("who has more before them goes again, at once and before those who came later; the others are done", async () => {
  const { rounds, handler } = turning(3);
  const engine = await testEngine(bed, working(handler));
  const sandbox = await testSandbox(bed);
  await hold(sandbox.id, "frozen");
  await put(engine.within(bed.db, sandbox, noon), "work", "ax3", "bx1", "cx2", "dx2", "ex1");
  // By one that keeps them in order; several workers would share them.
  await engine.settleTasks(sandbox.id, { withinMs: 10_000, askOthers: true });
  expect(rounds).toEqual([
    ["ax3", "bx1", "cx2"],
    ["ax3", "cx2", "dx2"],
    ["ax3", "dx2", "ex1"],
  ]);
  expect(await tasksIn(bed, sandbox)).toEqual([]);
  expect(await told(bed, sandbox)).toHaveLength(9);
});

test("two processes share the work and do nothing twice, and what one has does not keep the other", async () => {
  const stop = gate();
  const handler = doing((_, subject) => (subject === "0" ? stop.pass(subject) : undefined), 5);
  const engines = await Promise.all([testEngine(bed, working(handler)), testEngine(bed, working(handler))]);
  const sandboxes = await Promise.all(numbers(3).map(() => testSandbox(bed)));
  await Promise.all(
    sandboxes.flatMap((sandbox, n) =>
      engines.map(async (engine, m) => {
        const ctx = engine.within(bed.db, sandbox, noon);
        for (const subject of numbers(50)) await put(ctx, "work", `${n === 0 && m === 0 ? "" : `${m}.`}${subject}`);
      }),
    ),
  );
  await stop.waits();
  await Promise.all(sandboxes.slice(1).map((sandbox) => allDone(bed, sandbox)));
  stop.open();
  await Promise.all(sandboxes.map((sandbox) => allDone(bed, sandbox)));
  for (const sandbox of sandboxes) {
    const lines = await told(bed, sandbox);
    expect(lines).toHaveLength(100);
    expect(new Set(lines).size).toBe(100);
  }
});

test("a sandbox whose clock somebody holds is left to them, and then goes on", async () => {
  const engine = await testEngine(bed, working(doing()));
  const [held, free] = [await testSandbox(bed), await testSandbox(bed)];
  await hold(held.id, "frozen");
  await put(engine.within(bed.db, held, noon), "work", "a");
  await put(engine.within(bed.db, free, noon), "work", "b");
  await allDone(bed, free);
  expect(await tasksIn(bed, held)).toHaveLength(1);
  await hold(held.id, null);
  await allDone(bed, held);
  expect(await told(bed, held)).toHaveLength(1);
});

test("work that is under way when an engine closes is finished, and nothing new is begun", async () => {
  const stop = gate();
  const engine = await testEngine(bed, working(doing((_, subject) => stop.pass(subject), 1)));
  const sandbox = await testSandbox(bed);
  await put(engine.within(bed.db, sandbox, noon), "work", "a", "b", "c");
  await stop.waits(2);
  const closed = engine.close();
  stop.open();
  await closed;
  expect((await told(bed, sandbox)).sort()).toEqual(["2030-06-01T12:00 done a", "2030-06-01T12:00 done b"]);
  expect(await tasksIn(bed, sandbox)).toMatchObject([{ subject: "c", failures: 0, retryAt: null }]);
  await testEngine(bed, working(doing()));
  await allDone(bed, sandbox);
});
