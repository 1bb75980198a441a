import { expect, test } from "vitest";
import { realNow } from "../real-time.ts";
import { after, eventually, noon, testBed } from "../testing.ts";
import { acmeThat } from "./acme.fixture.ts";
import { attemptsIn, deliveriesIn, enter, hangs, happen, listen, receiver, world } from "./testing.ts";

const bed = await testBed();

/** A running clock and retries that do not keep a test waiting. */
const running = (retriesAfterMs: readonly number[], timeoutMs?: number) =>
  world(bed, { scheme: acmeThat(retriesAfterMs, timeoutMs), at: null });

test("on a clock that stands, what happens is told at once, at the time at which it stands", async () => {
  const { ctx, sandbox } = await world(bed);
  const endpoint = await receiver();
  await listen(ctx, endpoint.url);
  await happen(ctx);
  await eventually(() => expect(endpoint.got).toMatchObject([{ at: noon.toISOString() }]));
  await eventually(async () => expect(await deliveriesIn(bed, sandbox)).toMatchObject([{ status: "successful" }]));
});

test("on a clock that runs, a retry happens by itself, each with the same body, until one succeeds", async () => {
  const { ctx, sandbox } = await running([50, 50, 50]);
  const endpoint = await receiver((_, __, index) => (index < 2 ? 500 : 200));
  await listen(ctx, endpoint.url);
  await happen(ctx, { data: { b: 1, a: [1, { z: "ü", y: 1.1e10 }] } });
  await eventually(async () => expect(await deliveriesIn(bed, sandbox)).toMatchObject([{ status: "successful" }]));
  const made = await attemptsIn(bed, sandbox);
  expect(made.map(({ number, status, isFinal }) => [number, status, isFinal])).toEqual([
    [1, 500, false],
    [2, 500, false],
    [3, 200, true],
  ]);
  const [first = 0, second = 0, third = 0] = made.map(({ at }) => at.getTime());
  for (const wait of [second - first, third - second]) {
    expect(wait).toBeGreaterThanOrEqual(50);
    expect(wait).toBeLessThan(1_000);
  }
  expect(new Set(endpoint.got.map(({ body }) => body)).size).toBe(1);
  expect(endpoint.got[0]?.body).toContain('"data":{"b":1,"a":[1,{"z":"ü","y":11000000000}]}');
});

test("after the last retry the delivery has failed, and nothing more is sent", async () => {
  const { ctx, sandbox } = await running([20, 20]);
  const endpoint = await receiver(() => 503);
  await listen(ctx, endpoint.url);
  await happen(ctx);
  await eventually(async () =>
    expect(await deliveriesIn(bed, sandbox)).toMatchObject([{ status: "failed", attempts: 3, dueAt: null }]),
  );
  expect((await attemptsIn(bed, sandbox)).map(({ isFinal }) => isFinal)).toEqual([false, false, true]);
  expect(endpoint.got).toHaveLength(3);
});

test("an attempt without an answer is tried again too", async () => {
  const { ctx, sandbox } = await running([20], 100);
  const endpoint = await receiver((_, __, index) => (index === 0 ? undefined : 200));
  await listen(ctx, endpoint.url);
  await happen(ctx);
  await eventually(async () => expect(await deliveriesIn(bed, sandbox)).toMatchObject([{ status: "successful" }]));
  expect((await attemptsIn(bed, sandbox)).map(({ status, error }) => [status, error])).toEqual([
    [null, "No answer within 0.1 s."],
    [200, null],
  ]);
});

test("a retry falls due while a request to the same endpoint hangs, and does not wait for it", async () => {
  const { ctx, sandbox } = await running([50], 5_000);
  const endpoint = await receiver(({ subject }, _, index) => {
    if (subject === "hangs") return undefined;
    return index < 2 ? 500 : 200;
  });
  await listen(ctx, endpoint.url);
  await happen(ctx, { subject: "hangs" }, { subject: "fails" });
  await eventually(async () =>
    expect((await deliveriesIn(bed, sandbox)).map(({ status }) => status)).toEqual(["pending", "successful"]),
  );
  const [failed, repeated] = await attemptsIn(bed, sandbox);
  expect(Number(repeated?.at) - Number(failed?.at)).toBeLessThan(1_000);
});

test("what is held back is told when its time has come, by a clock that runs", async () => {
  const { ctx } = await running([]);
  const endpoint = await receiver();
  await listen(ctx, endpoint.url);
  const at = new Date(realNow().getTime() + 400);
  await happen(ctx, { subject: "later", deliverAt: at }, { subject: "now" });
  await eventually(() => expect(endpoint.got.map(({ subject }) => subject)).toEqual(["now", "later"]));
  const lateMs = Date.parse(`${endpoint.got[1]?.at}`) - at.getTime();
  expect(lateMs).toBeGreaterThanOrEqual(0);
  expect(lateMs).toBeLessThan(500);
});

test("what is held back waits for a clock that stands to be moved", async () => {
  const { engine, ctx, sandbox } = await world(bed);
  const endpoint = await receiver();
  await listen(ctx, endpoint.url);
  await happen(ctx, { subject: "later", deliverAt: after(5) }, { subject: "now" });
  await eventually(() => expect(endpoint.got.map(({ subject }) => subject)).toEqual(["now"]));
  await engine.moveClock(sandbox.id, { set: after(4) });
  expect(endpoint.got).toHaveLength(1);
  await engine.moveClock(sandbox.id, { set: after(6) });
  expect(endpoint.got.map(({ subject, at }) => [subject, at])).toEqual([
    ["now", noon.toISOString()],
    ["later", after(5).toISOString()],
  ]);
});

test("a clock that is set running tells what falls due soon after, on time", async () => {
  const { engine, ctx, sandbox } = await world(bed);
  const endpoint = await receiver();
  await listen(ctx, endpoint.url);
  const dueAt = new Date(noon.getTime() + 600);
  await happen(ctx, { deliverAt: dueAt });
  await engine.moveClock(sandbox.id, { run: true });
  await eventually(() => expect(endpoint.got).toHaveLength(1));
  const lateMs = Date.parse(`${endpoint.got[0]?.at}`) - dueAt.getTime();
  expect(lateMs).toBeGreaterThanOrEqual(0);
  expect(lateMs).toBeLessThan(500);
});

test("what is under way when its endpoint changes or ends goes on as it began", async () => {
  const { engine, ctx, sandbox } = await world(bed);
  const [before, now] = [await receiver(() => 500), await receiver()];
  await listen(ctx, before.url);
  await happen(ctx);
  await eventually(() => expect(before.got).toHaveLength(1));
  await listen(ctx, now.url);
  await engine.moveClock(sandbox.id, { set: after(1) });
  expect(before.got).toHaveLength(2);
  await happen(await enter(engine, sandbox), { subject: "b" });
  await eventually(() => expect(now.got.map(({ subject }) => subject)).toEqual(["b"]));
});

test("what happens while a request hangs is told meanwhile", async () => {
  const { ctx } = await world(bed, { scheme: acmeThat([], 5_000) });
  const endpoint = await receiver((received, res, index) =>
    received.subject === "hangs" ? hangs(received, res, index) : 200,
  );
  await listen(ctx, endpoint.url);
  await happen(ctx, { subject: "hangs" });
  await eventually(() => expect(endpoint.got).toHaveLength(1));
  for (const n of [1, 2, 3]) {
    await happen(ctx, { subject: `${n}` });
    await eventually(() => expect(endpoint.got.at(-1)?.subject).toBe(`${n}`));
  }
});
