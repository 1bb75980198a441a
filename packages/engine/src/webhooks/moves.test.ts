import { Duration } from "luxon";
import { expect, test } from "vitest";
import { after, eventually, noon, setTimer, testBed } from "../testing.ts";
import type { TimerHandlers } from "../timers.ts";
import { acmeThat } from "./acme.fixture.ts";
import {
  attemptsIn,
  deliveriesIn,
  enter,
  happen,
  listen,
  type Receiver,
  receiver,
  times,
  type World,
  world,
} from "./testing.ts";

const bed = await testBed();

const hour = { advance: Duration.fromObject({ hours: 1 }) };

/** Minutes after noon at which an endpoint was asked, by what the requests say. */
const minutes = ({ got }: Receiver) => got.map(({ at }) => (Date.parse(at) - noon.getTime()) / 60_000);

const ran = (moved: { ran: readonly { at: Date; kind: string; subject: string }[] }) =>
  moved.ran.map(({ at, kind, subject }) => `${(at.getTime() - noon.getTime()) / 60_000} ${kind} ${subject}`);

/** Waits until all that happened has had its first attempt. */
const attempted = ({ sandbox }: World, count: number) =>
  eventually(async () => expect(await attemptsIn(bed, sandbox)).toHaveLength(count));

test("retries wait for a clock that stands, and a move makes each at its own time and answers with what it made", async () => {
  const here = await world(bed);
  const { engine, ctx, sandbox } = here;
  const endpoint = await receiver(() => 500);
  await listen(ctx, endpoint.url);
  await happen(ctx);
  await attempted(here, 1);
  expect(minutes(endpoint)).toEqual([0]);
  const [delivery] = await deliveriesIn(bed, sandbox);
  const first = await engine.moveClock(sandbox.id, { set: after(3) });
  expect(first.ran).toEqual([{ at: after(1), kind: "deliver_webhook", subject: delivery?.id }]);
  expect(minutes(endpoint)).toEqual([0, 1]);
  const second = await engine.moveClock(sandbox.id, hour);
  expect(ran(second)).toEqual([`6 deliver_webhook ${delivery?.id}`]);
  expect(minutes(endpoint)).toEqual([0, 1, 6]);
  expect(new Set(endpoint.got.map(({ body }) => body)).size).toBe(1);
  expect(await deliveriesIn(bed, sandbox)).toMatchObject([{ status: "failed", attempts: 3, dueAt: null }]);
  expect((await engine.moveClock(sandbox.id, hour)).ran).toEqual([]);
});

test("a success stops the retries, and all is written when the move answers", async () => {
  const here = await world(bed);
  const { engine, ctx, sandbox } = here;
  const endpoint = await receiver((_, __, index) => (index === 0 ? 500 : 200));
  await listen(ctx, endpoint.url);
  await happen(ctx);
  await attempted(here, 1);
  await engine.moveClock(sandbox.id, hour);
  expect(minutes(endpoint)).toEqual([0, 1]);
  expect(await deliveriesIn(bed, sandbox)).toMatchObject([{ status: "successful", attempts: 2 }]);
  expect((await attemptsIn(bed, sandbox)).map(({ at, succeeded }) => [at, succeeded])).toEqual([
    [noon, false],
    [after(1), true],
  ]);
});

test("a move answers only after what was in flight before it is answered", async () => {
  const { engine, ctx, sandbox } = await world(bed, { scheme: acmeThat([60_000], 5_000) });
  const { promise, resolve } = Promise.withResolvers<number>();
  const endpoint = await receiver((_, __, index) => (index === 0 ? promise : 200));
  await listen(ctx, endpoint.url);
  await happen(ctx);
  await eventually(() => expect(endpoint.got).toHaveLength(1));
  let isOver = false;
  const move = engine.moveClock(sandbox.id, hour).then((moved) => {
    isOver = true;
    return moved;
  });
  const held = () => bed.db.sandbox.findUniqueOrThrow({ where: { id: sandbox.id } });
  await eventually(async () => expect((await held()).clockHeldMode).toBe("frozen"));
  expect(isOver).toBe(false);
  resolve(500);
  expect(ran(await move)).toMatchObject([expect.stringMatching(/^1 deliver_webhook dlv_/)]);
  expect(minutes(endpoint)).toEqual([0, 1]);
});

test("a move that comes at once after what happened has told it when it answers", async () => {
  const { engine, ctx, sandbox } = await world(bed);
  const endpoint = await receiver();
  await listen(ctx, endpoint.url);
  for (const round of times(20, (n) => n)) {
    await happen({ ...ctx, now: after(round * 60) }, { subject: `${round}` });
    await engine.moveClock(sandbox.id, hour);
    expect(endpoint.got).toHaveLength(round + 1);
  }
  expect(await deliveriesIn(bed, sandbox)).toMatchObject(times(20, () => ({ status: "successful", attempts: 1 })));
});

test("timers and webhooks run in the order of their times, at one time the timer first", async () => {
  const timers: TimerHandlers = {
    acme: { ring: async (ctx, subject) => void (await happen(ctx, { subject: `from ${subject}` })) },
  };
  const here = await world(bed, { timers });
  const { engine, ctx, sandbox } = here;
  const endpoint = await receiver(({ subject }) => (subject === "fails" ? 500 : 200));
  await listen(ctx, endpoint.url);
  await happen(ctx, { subject: "fails" });
  await attempted(here, 1);
  for (const minute of [0.5, 1, 3, 6, 7]) await setTimer(ctx, "ring", `${minute}`, after(minute));
  await engine.moveClock(sandbox.id, hour);
  expect(endpoint.got.map(({ subject }, index) => `${minutes(endpoint)[index]} ${subject}`)).toEqual([
    ...["0 fails", "0.5 from 0.5", "1 fails", "1 from 1", "3 from 3", "6 fails", "6 from 6", "7 from 7"],
  ]);
});

test("what a move answers is in order of time, and at one time in order of writing", async () => {
  const timers: TimerHandlers = { acme: { ring: async () => undefined } };
  const here = await world(bed, { timers });
  const { engine, ctx, sandbox } = here;
  const endpoints = await Promise.all(times(3, () => receiver(() => 500)));
  for (const [n, { url }] of endpoints.entries()) await listen(ctx, url, { endpointId: `end_${n}` });
  await happen(ctx, {}, {});
  await attempted(here, 6);
  await setTimer(ctx, "ring", "a", after(1));
  await setTimer(ctx, "ring", "b", after(2));
  const ids = (await deliveriesIn(bed, sandbox)).map(({ id }) => id);
  expect(ran(await engine.moveClock(sandbox.id, hour))).toEqual([
    ...["1 ring a", ...ids.map((id) => `1 deliver_webhook ${id}`), "2 ring b"],
    ...ids.map((id) => `6 deliver_webhook ${id}`),
  ]);
});

test("whoever looks while a webhook is sent sees the clock where the webhook is", async () => {
  const here = await world(bed);
  const { engine, ctx, sandbox } = here;
  const seen: number[] = [];
  const endpoint = await receiver(async () => {
    seen.push(((await enter(engine, sandbox)).now.getTime() - noon.getTime()) / 60_000);
    return 500;
  });
  await listen(ctx, endpoint.url);
  await happen(ctx);
  await attempted(here, 1);
  await engine.moveClock(sandbox.id, hour);
  // Up to a second more: what falls due within one is sent together.
  expect(seen.map(Math.floor)).toEqual([0, 1, 6]);
  expect(Math.max(...seen.map((minute) => (minute % 1) * 60))).toBeLessThan(1);
});

test("what an endpoint has happen when it is told is told in the same move, at the same time", async () => {
  const here = await world(bed);
  const { engine, ctx, sandbox } = here;
  const endpoint = await receiver(async (_, __, index) => {
    if (index > 0 && index < 6) await happen(await enter(engine, sandbox), { subject: `echo ${index}` });
    return index === 0 ? 500 : 200;
  });
  await listen(ctx, endpoint.url);
  await happen(ctx);
  await attempted(here, 1);
  const moved = await engine.moveClock(sandbox.id, hour);
  expect(endpoint.got.map(({ subject }) => subject)).toEqual(["a", "a", ...times(5, (n) => `echo ${n + 1}`)]);
  expect(moved.ran).toHaveLength(6);
  expect(Number(moved.ran.at(-1)?.at) - Number(after(1))).toBeLessThan(1_000);
});

test("what is due is told before a clock is set back, and what was to come waits for its time", async () => {
  const { engine, ctx, sandbox } = await world(bed, { scheme: acmeThat([60_000]) });
  const endpoint = await receiver((_, __, index) => (index < 20 ? 500 : 200));
  await listen(ctx, endpoint.url);
  for (const [n] of Array.from({ length: 20 }).entries()) {
    await happen(ctx, { subject: `${n}` });
    await engine.moveClock(sandbox.id, { set: after(-60) });
    expect(endpoint.got).toHaveLength(n + 1);
    await bed.db.sandbox.update({ where: { id: sandbox.id }, data: { clockFrozenAt: noon } });
  }
  await engine.moveClock(sandbox.id, { set: after(-60) });
  expect((await engine.moveClock(sandbox.id, { set: after(0.5) })).ran).toEqual([]);
  expect((await engine.moveClock(sandbox.id, hour)).ran).toHaveLength(20);
});

test("a move of a running clock leaves what falls due later to the clock", async () => {
  const { engine, ctx, sandbox } = await world(bed, { scheme: acmeThat([60_000, 300]), at: null });
  const endpoint = await receiver(() => 500);
  await listen(ctx, endpoint.url);
  await happen(ctx);
  await eventually(async () => expect(await attemptsIn(bed, sandbox)).toHaveLength(1));
  const moved = await engine.moveClock(sandbox.id, { advance: Duration.fromObject({ minutes: 1 }) });
  expect(moved.ran).toHaveLength(1);
  await eventually(async () => expect(await deliveriesIn(bed, sandbox)).toMatchObject([{ attempts: 3 }]));
  const [, second, third] = await attemptsIn(bed, sandbox);
  expect(Number(third?.at) - Number(second?.at)).toBeLessThan(2_000);
});
