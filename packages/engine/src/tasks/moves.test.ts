import { Duration } from "luxon";
import { beforeEach, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { after, eventually, noon, setTimer, tell, testBed, testEngine, testSandbox, told } from "../testing.ts";
import type { Ran, TimerHandlers } from "../timers.ts";
import { acme as telling } from "../webhooks/acme.fixture.ts";
import { hangs, listen, receiver } from "../webhooks/testing.ts";
import { asking, doing, working } from "./acme.fixture.ts";
import type { TaskHandler } from "./task.ts";
import { allDone, gate, numbers, put, tasksIn } from "./testing.ts";

const bed = await testBed();
beforeEach(() => bed.db.task.deleteMany());

const hour = { advance: Duration.fromObject({ hours: 1 }) };

/** As `minutes after noon, kind, subject`. */
const lines = (ran: readonly Ran[]) =>
  ran.map(({ at, kind, subject }) => `${(at.getTime() - noon.getTime()) / 60_000} ${kind} ${subject}`);

/** A timer that has something done. */
const ringing: TimerHandlers = { acme: { ring: (ctx, subject) => put(ctx, "work", subject) } };

const heldMode = async ({ id }: { id: string }) =>
  (await bed.db.sandbox.findUniqueOrThrow({ where: { id } })).clockHeldMode;

test("what a timer has to be done is done before the next timer, at its time, and a move tells of it", async () => {
  const engine = await testEngine(bed, { timers: ringing, ...working(doing()) });
  const sandbox = await testSandbox(bed);
  const ctx = engine.within(bed.db, sandbox, noon);
  for (const minute of [10, 20, 20.5, 30]) await setTimer(ctx, "ring", `${minute}`, after(minute));
  const { ran } = await engine.moveClock(sandbox.id, hour);
  expect(lines(ran)).toEqual([10, 20, 20.5, 30].flatMap((n) => [`${n} ring ${n}`, `${n} work ${n}`]));
  expect(await told(bed, sandbox)).toEqual(
    ["12:10 done 10", "12:20 done 20", "12:20 done 20.5", "12:30 done 30"].map((line) => `2030-06-01T${line}`),
  );
});

test("tasks that set timers that have tasks: all of it runs within one move", async () => {
  const again = doing(async (ctx, subject) => {
    if (Number(subject) < 5) await setTimer(ctx, "ring", `${Number(subject) + 1}`, after(10, ctx.now));
  });
  const engine = await testEngine(bed, { timers: ringing, ...working(again) });
  const sandbox = await testSandbox(bed);
  await setTimer(engine.within(bed.db, sandbox, noon), "ring", "1", after(10));
  const { ran } = await engine.moveClock(sandbox.id, hour);
  expect(lines(ran)).toEqual([1, 2, 3, 4, 5].flatMap((n) => [`${n * 10} ring ${n}`, `${n * 10} work ${n}`]));
});

test("tasks that there are already are done at the time before the move", async () => {
  const engine = await testEngine(bed, { timers: ringing, ...working(doing()) });
  const sandbox = await testSandbox(bed);
  await bed.db.sandbox.update({ where: { id: sandbox.id }, data: { clockHeldMode: "frozen" } });
  await put(engine.within(bed.db, sandbox, noon), "work", "a", "b");
  await setTimer(engine.within(bed.db, sandbox, noon), "ring", "c", after(60));
  const { ran } = await engine.moveClock(sandbox.id, hour);
  expect(lines(ran)).toEqual(["0 work a", "0 work b", "60 ring c", "60 work c"]);
});

test("each turn of a chain is done before the clock goes on, and so is what is asked of others", async () => {
  const left = new Map<string, number>();
  const work: TaskHandler = {
    together: 2,
    async run(ctx, subjects) {
      for (const subject of subjects) left.set(subject, (left.get(subject) ?? 3) - 1);
      const over = subjects.filter((subject) => left.get(subject) === 0);
      if (over.length > 0) await put(ctx, "ask", ...over);
      return subjects.filter((subject) => !over.includes(subject));
    },
  };
  const endpoint = await receiver();
  const tasks = { acme: { work, ask: asking(endpoint.url) } };
  const timers: TimerHandlers = {
    acme: { ring: (ctx) => put(ctx, "work", "a", "b", "c"), last: (ctx, subject) => tell(ctx, "last", subject) },
  };
  const engine = await testEngine(bed, { timers, tasks });
  const sandbox = await testSandbox(bed);
  const ctx = engine.within(bed.db, sandbox, noon);
  await setTimer(ctx, "ring", "now", after(1));
  await setTimer(ctx, "last", "then", after(2));
  const { ran } = await engine.moveClock(sandbox.id, hour);
  expect(lines(ran)[0]).toBe("1 ring now");
  expect(lines(ran.slice(1, -1)).sort()).toEqual(
    ["a", "b", "c"].flatMap((one) => [`1 ask ${one}`, ...Array.from({ length: 3 }, () => `1 work ${one}`)]).sort(),
  );
  expect(lines(ran).at(-1)).toBe("2 last then");
  expect((await told(bed, sandbox)).slice(0, 3).sort()).toEqual(
    ["a", "b", "c"].map((one) => `2030-06-01T12:01 got 200 ${one}`),
  );
});

test("what tasks tell is sent before the clock goes on", async () => {
  const engine = await testEngine(bed, { timers: ringing, webhooks: { acme: telling }, ...working(doing()) });
  const sandbox = await testSandbox(bed);
  const ctx = engine.within(bed.db, sandbox, noon);
  const endpoint = await receiver();
  await listen(ctx, endpoint.url);
  for (const minute of [10, 20]) await setTimer(ctx, "ring", `${minute}`, after(minute));
  await engine.moveClock(sandbox.id, { set: after(30) });
  expect(endpoint.got.map(({ at, subject }) => [new Date(at), subject])).toEqual([
    [after(10), "10"],
    [after(20), "20"],
  ]);
});

test("a move asks several at once, whatever hangs elsewhere", async () => {
  const stop = gate();
  const hanging = await receiver(hangs);
  const healthy = await receiver(async ({ subject }) => {
    await stop.pass(subject);
    return 200;
  });
  const ask = asking((subject) => (subject.startsWith("slow") ? hanging : healthy).url);
  const timers: TimerHandlers = { acme: { ring: (ctx) => put(ctx, "ask", ...numbers(20)) } };
  const engine = await testEngine(bed, { timers, tasks: { acme: { ask } } });
  const sandboxes = await Promise.all(numbers(3).map(() => testSandbox(bed)));
  const [sandbox, ...slow] = sandboxes as [(typeof sandboxes)[0], ...typeof sandboxes];
  for (const one of slow) await put(engine.within(bed.db, one, noon), "ask", ...numbers(20).map((n) => `slow ${n}`));
  await eventually(() => expect(hanging.got).toHaveLength(8));
  await setTimer(engine.within(bed.db, sandbox, noon), "ring", "a", after(1));
  const moved = engine.moveClock(sandbox.id, hour);
  await stop.waits(4);
  stop.open();
  const ran = lines((await moved).ran);
  expect(ran.slice(0, 4)).toEqual(["1 ring a", "1 ask 0", "1 ask 1", "1 ask 2"]);
  expect(ran.slice(1).sort()).toEqual(
    numbers(20)
      .map((n) => `1 ask ${n}`)
      .sort(),
  );
  expect(healthy.got).toHaveLength(20);
});

test("while a clock is moved no other process does the work of its sandbox", async () => {
  const stop = gate();
  const whose: string[] = [];
  const by = (who: string) =>
    working(
      doing(async (_, subject) => {
        whose.push(`${who} ${subject}`);
        if (subject === "0") await stop.pass(subject);
      }, 1),
    );
  const timers: TimerHandlers = { acme: { ring: (ctx) => put(ctx, "work", ...numbers(50)) } };
  const mover = await testEngine(bed, { timers, ...by("mover") });
  const other = await testEngine(bed, { timers, ...by("other") });
  const sandbox = await testSandbox(bed);
  await setTimer(mover.within(bed.db, sandbox, noon), "ring", "a", after(1));
  const moved = mover.moveClock(sandbox.id, hour);
  await stop.waits();
  const free = await testSandbox(bed);
  await put(other.within(bed.db, free, noon), "work", "free");
  await allDone(bed, free);
  stop.open();
  expect((await moved).ran).toHaveLength(51);
  expect(whose.filter((line) => !line.endsWith("free"))).toEqual(numbers(50).map((n) => `mover ${n}`));
});

test("a move waits for what another process has in hand", async () => {
  const stop = gate();
  const timers: TimerHandlers = { acme: { ring: (ctx, subject) => tell(ctx, "rang", subject) } };
  const other = await testEngine(bed, working(doing((_, subject) => stop.pass(subject))));
  const sandbox = await testSandbox(bed);
  const ctx = other.within(bed.db, sandbox, noon);
  await put(ctx, "work", "a");
  await stop.waits();
  const mover = await testEngine(bed, { timers, ...working(doing()) });
  await setTimer(ctx, "ring", "b", after(1));
  const moved = mover.moveClock(sandbox.id, hour);
  await eventually(async () => expect(await heldMode(sandbox)).toBe("frozen"));
  stop.open();
  expect(lines((await moved).ran)).toEqual(["1 ring b"]);
  expect(await told(bed, sandbox)).toEqual(["2030-06-01T12:00 done a", "2030-06-01T12:01 rang b"]);
});

test("tasks that nobody here can do do not hold up a move", async () => {
  const timers: TimerHandlers = { acme: { ring: async () => undefined } };
  const engine = await testEngine(bed, { timers, ...working(doing()) });
  const sandbox = await testSandbox(bed);
  const ctx: Context = engine.within(bed.db, sandbox, noon);
  await put(ctx, "unknown", "a");
  for (const minute of numbers(20)) await setTimer(ctx, "ring", minute, after(1 + Number(minute)));
  const begun = performance.now();
  expect((await engine.moveClock(sandbox.id, hour)).ran).toHaveLength(20);
  expect(performance.now() - begun).toBeLessThan(2_000);
  expect(await tasksIn(bed, sandbox)).toMatchObject([{ kind: "unknown" }]);
});

test("a move ends though others go on and on to find something to do", async () => {
  const engine = await testEngine(bed, { timers: ringing, ...working({ together: 64, run: async () => [] }) });
  const sandbox = await testSandbox(bed);
  const ctx = engine.within(bed.db, sandbox, noon);
  for (const minute of [1, 2, 3]) await setTimer(ctx, "ring", `t${minute}`, after(minute));
  let isOver = false;
  const busy = (async () => {
    for (let n = 0; !isOver; n += 1) await put(ctx, "work", ...numbers(5).map((m) => `${n}.${m}`));
  })();
  const { ran } = await engine.moveClock(sandbox.id, hour).finally(() => {
    isOver = true;
  });
  await busy;
  expect(lines(ran).filter((line) => line.includes("ring"))).toEqual(["1 ring t1", "2 ring t2", "3 ring t3"]);
});

test("a move that waits for an answer ends when the engine closes, and what it asked is asked again", async () => {
  const endpoint = await receiver((_, __, index) => (index === 0 ? undefined : 200));
  const timers: TimerHandlers = { acme: { ring: (ctx, subject) => put(ctx, "ask", subject) } };
  const options = { timers, tasks: { acme: { ask: asking(endpoint.url) } } };
  const engine = await testEngine(bed, options);
  const sandbox = await testSandbox(bed);
  await setTimer(engine.within(bed.db, sandbox, noon), "ring", "a", after(1));
  const moved = engine.moveClock(sandbox.id, hour);
  await eventually(() => expect(endpoint.got).toHaveLength(1));
  const begun = performance.now();
  const [outcome] = await Promise.allSettled([moved, engine.close()]);
  expect(performance.now() - begun).toBeLessThan(2_500);
  expect(outcome).toMatchObject({ status: "rejected", reason: { name: "Refusal", code: "conflict" } });
  expect(await heldMode(sandbox)).toBeNull();
  await testEngine(bed, options);
  await allDone(bed, sandbox);
  expect(await told(bed, sandbox)).toEqual(["2030-06-01T12:01 got 200 a"]);
});
