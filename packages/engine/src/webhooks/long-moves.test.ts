import { Duration } from "luxon";
import { expect, onTestFinished, test } from "vitest";
import { after, eventually, noon, setTimer, testBed, testSandbox } from "../testing.ts";
import { acmeThat } from "./acme.fixture.ts";
import {
  attemptsIn,
  deliveriesIn,
  enter,
  hangs,
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

/** Waits until all that happened has had its first attempt. */
const attempted = ({ sandbox }: World, count: number) =>
  eventually(async () => expect(await attemptsIn(bed, sandbox)).toHaveLength(count));

test("a thousand failing deliveries go through several retries in one move", async () => {
  const here = await world(bed, { scheme: acmeThat(times(5, () => 60_000)) });
  const { engine, ctx, sandbox } = here;
  const endpoint = await receiver(() => 500);
  await listen(ctx, endpoint.url);
  await happen(ctx, ...times(1_000, () => ({})));
  await attempted(here, 1_000);
  const moved = await engine.moveClock(sandbox.id, hour);
  expect(moved.ran).toHaveLength(5_000);
  expect(endpoint.got).toHaveLength(6_000);
  const rows = await deliveriesIn(bed, sandbox);
  expect(rows.every(({ status, attempts }) => status === "failed" && attempts === 6)).toBe(true);
  expect(endpoint.most).toBeLessThanOrEqual(32);
}, 60_000);

test("a move past an endpoint that hangs takes as long as its deadlines, and the others are told", async () => {
  const here = await world(bed, { scheme: acmeThat([60_000], 200) });
  const { engine, ctx, sandbox } = here;
  const [healthy, hanging] = [await receiver(() => 500), await receiver(hangs)];
  await listen(ctx, healthy.url, { endpointId: "healthy" });
  await listen(ctx, hanging.url, { endpointId: "hanging" });
  await happen(ctx);
  await attempted(here, 2);
  const begun = performance.now();
  expect((await engine.moveClock(sandbox.id, hour)).ran).toHaveLength(2);
  expect(performance.now() - begun).toBeLessThan(1_500);
  expect(minutes(healthy)).toEqual([0, 1]);
  expect(minutes(hanging)).toEqual([0, 1]);
});

test("moves that wait for endpoints keep neither the timers of others waiting nor their moves", async () => {
  const rang: string[] = [];
  const timers = { acme: { ring: async (_ctx: unknown, subject: string) => void rang.push(subject) } };
  const { engine } = await world(bed, { scheme: acmeThat([], 60_000), timers });
  const answered = Promise.withResolvers<number>();
  const slow = await receiver(() => answered.promise);
  const moves = times(10, async () => {
    const ctx = await enter(engine, await testSandbox(bed));
    await listen(ctx, slow.url);
    await happen(ctx);
    return engine.moveClock(ctx.sandbox.id, hour);
  });
  await eventually(() => expect(slow.got).toHaveLength(10));
  const running = await enter(engine, await testSandbox(bed, null));
  const other = await enter(engine, await testSandbox(bed));
  await setTimer(running, "ring", "a", new Date(0));
  await eventually(() => expect(rang).toEqual(["a"]));
  await setTimer(other, "ring", "b", after(1));
  expect((await engine.moveClock(other.sandbox.id, hour)).ran).toHaveLength(1);
  answered.resolve(200);
  await Promise.all(moves);
});

test.each([
  ["runs", null],
  ["stands", noon],
])(
  "moves end while events keep coming, by a clock that %s",
  async (_, at) => {
    const { engine, ctx, sandbox } = await world(bed, { at });
    const endpoint = await receiver();
    await listen(ctx, endpoint.url);
    let isOver = false;
    const load = async () => {
      while (!isOver) await happen(await enter(engine, sandbox));
    };
    const loads = Promise.all([load(), load()]);
    onTestFinished(() => {
      isOver = true;
      return loads.then(() => undefined);
    });
    for (const _ of times(2, () => 0)) await engine.moveClock(sandbox.id, hour);
    isOver = true;
    await loads;
    const rows = await deliveriesIn(bed, sandbox);
    expect(rows.length).toBeGreaterThan(10);
    await eventually(async () =>
      expect((await deliveriesIn(bed, sandbox)).every(({ status }) => status === "successful")).toBe(true),
    );
    expect(endpoint.got).toHaveLength((await deliveriesIn(bed, sandbox)).length);
  },
  60_000,
);

test("a sandbox that is dropped while its webhooks are sent in a move ends the move", async () => {
  const here = await world(bed, { scheme: acmeThat([60_000, 60_000], 5_000) });
  const { engine, ctx, sandbox } = here;
  const { promise, resolve } = Promise.withResolvers<number>();
  const endpoint = await receiver((_, __, index) => (index === 0 ? 500 : promise));
  await listen(ctx, endpoint.url);
  await happen(ctx);
  await attempted(here, 1);
  const move = engine.moveClock(sandbox.id, hour);
  move.catch(() => undefined);
  await eventually(() => expect(endpoint.got).toHaveLength(2));
  await bed.db.sandbox.delete({ where: { id: sandbox.id } });
  resolve(500);
  await expect(move).rejects.toMatchObject({ name: "Refusal", code: "absent" });
  expect(await deliveriesIn(bed, sandbox)).toEqual([]);
});
