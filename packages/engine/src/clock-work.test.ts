import { read } from "@understudy/domain";
import { Duration } from "luxon";
import { expect, test } from "vitest";
import type { Engine } from "./engine.ts";
import { realNow } from "./real-time.ts";
import type { Sandbox } from "./sandbox.ts";
import { after, noon, setTimer, tell, telling, testBed, testEngine, testSandbox, told } from "./testing.ts";
import type { TimerHandlers } from "./timers.ts";

const bed = await testBed();

const minutes = (count: number) => Duration.fromObject({ minutes: count });

async function world(engine: Engine, { id }: Sandbox) {
  const ctx = await engine.enter(id);
  if (!ctx) throw new Error(`no sandbox ${id}`);
  return ctx;
}

/** How far the sandbox's time is from real time, in whole minutes. */
const minutesAhead = async (engine: Engine, sandbox: Sandbox) =>
  Math.round(((await world(engine, sandbox)).now.getTime() - realNow().getTime()) / 60_000);

test("a new sandbox runs at real time, and advancing leaves it running so much further", async () => {
  const engine = await testEngine(bed);
  const sandbox = await testSandbox(bed, null);
  expect(await minutesAhead(engine, sandbox)).toBeCloseTo(0);
  const moved = await engine.moveClock(sandbox.id, { advance: minutes(90) });
  expect(moved.clock.mode).toBe("running");
  expect(await minutesAhead(engine, sandbox)).toBeCloseTo(90);
  await engine.moveClock(sandbox.id, { advance: minutes(30) });
  expect(await minutesAhead(engine, sandbox)).toBeCloseTo(120);
  expect((await world(engine, sandbox)).sandbox.clock.mode).toBe("running");
});

test("setting stops the clock, advancing a stopped one leaves it stopped", async () => {
  const engine = await testEngine(bed);
  const sandbox = await testSandbox(bed, null);
  const set = await engine.moveClock(sandbox.id, { set: noon });
  expect(set).toEqual({ clock: { mode: "frozen", frozenAt: noon }, now: noon, ran: [] });
  expect((await world(engine, sandbox)).now).toEqual(noon);
  const advanced = await engine.moveClock(sandbox.id, { advance: minutes(5) });
  expect(advanced.clock).toEqual({ mode: "frozen", frozenAt: after(5) });
  expect((await world(engine, sandbox)).now).toEqual(after(5));
});

test("a stopped clock that is set running goes on from where it stood", async () => {
  const engine = await testEngine(bed);
  const sandbox = await testSandbox(bed);
  const moved = await engine.moveClock(sandbox.id, { run: true });
  expect(moved.now).toEqual(noon);
  expect(moved.clock.mode).toBe("running");
  const shown = (await world(engine, sandbox)).now.getTime() - noon.getTime();
  expect(shown).toBeGreaterThanOrEqual(0);
  expect(shown).toBeLessThan(10_000);
  const again = await engine.moveClock(sandbox.id, { run: true });
  expect(again.now.getTime()).toBeGreaterThanOrEqual(noon.getTime());
});

test("what a move answers is what the clock shows afterwards", async () => {
  const engine = await testEngine(bed);
  const sandbox = await testSandbox(bed, null);
  const { clock } = await engine.moveClock(sandbox.id, { advance: minutes(1) });
  const { sandbox: seen } = await world(engine, sandbox);
  expect(seen.clock).toEqual(clock);
  expect(read(clock, realNow()).getTime()).toBeGreaterThan(realNow().getTime() + 50_000);
});

test("a clock may be set back, and nothing runs because of it", async () => {
  const engine = await testEngine(bed, { timers: telling });
  const sandbox = await testSandbox(bed);
  const ctx = await world(engine, sandbox);
  await setTimer(ctx, "ring", "a", after(10));
  expect((await engine.moveClock(sandbox.id, { set: after(-60) })).ran).toEqual([]);
  expect((await world(engine, sandbox)).now).toEqual(after(-60));
  const { ran } = await engine.moveClock(sandbox.id, { advance: minutes(70) });
  expect(ran).toEqual([{ at: after(10), kind: "ring", subject: "a" }]);
});

test("due work runs in due order, each piece at its own due time, and what is due later waits", async () => {
  const engine = await testEngine(bed, { timers: telling });
  const sandbox = await testSandbox(bed);
  const ctx = await world(engine, sandbox);
  for (const [subject, due] of [
    ["c", 30],
    ["a", 10],
    ["late", 31],
    ["b", 20],
    ["b2", 20],
  ] as const)
    await setTimer(ctx, "ring", subject, after(due));
  const { now, ran } = await engine.moveClock(sandbox.id, { set: after(30) });
  expect(now).toEqual(after(30));
  expect(ran).toEqual([
    { at: after(10), kind: "ring", subject: "a" },
    { at: after(20), kind: "ring", subject: "b" },
    { at: after(20), kind: "ring", subject: "b2" },
    { at: after(30), kind: "ring", subject: "c" },
  ]);
  expect(await told(bed, sandbox)).toEqual([
    "2030-06-01T12:10 rang a",
    "2030-06-01T12:20 rang b",
    "2030-06-01T12:20 rang b2",
    "2030-06-01T12:30 rang c",
  ]);
});

test("work that due work brings forth runs in the same move, down the whole chain", async () => {
  const timers: TimerHandlers = {
    acme: {
      ring: async (ctx, subject) => {
        await tell(ctx, "rang", subject);
        if (subject === "echo") return;
        // An hourly repetition of itself, and something that is due at once.
        await setTimer(ctx, "ring", subject, after(60, ctx.now));
        await setTimer(ctx, "ring", "echo", ctx.now);
      },
    },
  };
  const engine = await testEngine(bed, { timers });
  const sandbox = await testSandbox(bed);
  await setTimer(await world(engine, sandbox), "ring", "hourly", after(60));
  const { ran } = await engine.moveClock(sandbox.id, { advance: minutes(150) });
  expect(ran.map(({ at, subject }) => [at, subject])).toEqual([
    [after(60), "hourly"],
    [after(60), "echo"],
    [after(120), "hourly"],
    [after(120), "echo"],
  ]);
  expect(await bed.db.timer.findMany({ where: { sandboxId: sandbox.id } })).toMatchObject([
    { subject: "hourly", dueAt: after(180) },
  ]);
});

test("whoever enters while due work runs sees the clock where the work is", async () => {
  let seen: Date | undefined;
  const timers: TimerHandlers = {
    acme: {
      look: async ({ sandbox }) => {
        seen = (await engine.enter(sandbox.id))?.now;
      },
    },
  };
  const engine = await testEngine(bed, { timers });
  const sandbox = await testSandbox(bed, null);
  const dueAt = after(10, realNow());
  await setTimer(await world(engine, sandbox), "look", "a", dueAt);
  await engine.moveClock(sandbox.id, { advance: minutes(20) });
  expect(seen).toEqual(dueAt);
});

test("late work does not turn the clock back for those who look meanwhile", async () => {
  let seen: Date | undefined;
  const timers: TimerHandlers = {
    acme: {
      look: async (ctx) => {
        seen = (await engine.enter(ctx.sandbox.id))?.now;
        await tell(ctx, "looked", "late");
      },
    },
  };
  const engine = await testEngine(bed, { timers });
  const sandbox = await testSandbox(bed);
  await setTimer(await world(engine, sandbox), "look", "late", after(-60));
  await engine.moveClock(sandbox.id, { advance: minutes(1) });
  expect(seen).toEqual(noon);
  expect(await told(bed, sandbox)).toEqual(["2030-06-01T11:00 looked late"]);
});

test.each([
  ["beyond what a timestamp can say", { advance: Duration.fromISO("P9000Y") }],
  ["beyond what a date can hold", { advance: Duration.fromISO("P999999999Y") }],
  ["no date at all", { set: new Date(Number.NaN) }],
])("a time %s is refused and moves nothing", async (_, change) => {
  const engine = await testEngine(bed);
  const sandbox = await testSandbox(bed);
  await expect(engine.moveClock(sandbox.id, change)).rejects.toMatchObject({ name: "Refusal", code: "out_of_range" });
  expect((await world(engine, sandbox)).now).toEqual(noon);
});

test.each(["0001-01-01T00:00:00.000Z", "9998-12-31T23:59:59.999Z"])("a clock can stand at %s", async (time) => {
  const engine = await testEngine(bed);
  const sandbox = await testSandbox(bed);
  await engine.moveClock(sandbox.id, { set: new Date(time) });
  expect((await world(engine, sandbox)).now.toISOString()).toBe(time);
});

test("there is no clock where there is no sandbox", async () => {
  const engine = await testEngine(bed);
  const absent = { name: "Refusal", code: "absent" };
  await expect(engine.moveClock("sbx_nowhere", { run: true })).rejects.toMatchObject(absent);
});
