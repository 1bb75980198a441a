import { expect, test } from "vitest";
import { after, eventually, testBed, testEngine } from "../testing.ts";
import { acme, acmeThat } from "./acme.fixture.ts";
import { attemptsIn, deliveriesIn, hangs, happen, listen, receiver, tcpReceiver, times, world } from "./testing.ts";

const bed = await testBed();
const patient = { scheme: acmeThat([60_000], 10_000) };

test("an engine that closes while a request hangs is closed in about a second, and the next one sends it again", async () => {
  const { engine, ctx, sandbox } = await world(bed, patient);
  const endpoint = await receiver((_, __, index) => (index === 0 ? undefined : 200));
  await listen(ctx, endpoint.url);
  await happen(ctx);
  await eventually(() => expect(endpoint.got).toHaveLength(1));
  const begun = performance.now();
  await engine.close();
  expect(performance.now() - begun).toBeGreaterThan(900);
  expect(performance.now() - begun).toBeLessThan(2_500);
  expect(await attemptsIn(bed, sandbox)).toEqual([]);
  await testEngine(bed, { webhooks: { acme } });
  await eventually(async () => expect(await deliveriesIn(bed, sandbox)).toMatchObject([{ status: "successful" }]));
  expect(await attemptsIn(bed, sandbox)).toMatchObject([{ number: 1, status: 200 }]);
});

test("an engine that closes while a connection is being made is closed in about a second", async () => {
  const { engine, ctx } = await world(bed, patient);
  const endpoint = await tcpReceiver(() => undefined);
  await listen(ctx, endpoint.url.replace("http:", "https:"));
  await happen(ctx);
  await eventually(() => expect(endpoint.connections).toBe(1));
  const begun = performance.now();
  await engine.close();
  expect(performance.now() - begun).toBeLessThan(2_500);
});

test("an engine that closes writes down what is answered meanwhile, and sends no more of what is left", async () => {
  const { engine, ctx, sandbox } = await world(bed, patient);
  const { promise, resolve } = Promise.withResolvers<number>();
  const endpoint = await receiver(() => promise);
  await listen(ctx, endpoint.url);
  await happen(ctx, ...times(100, () => ({})));
  await eventually(() => expect(endpoint.got).toHaveLength(4));
  const closed = engine.close();
  resolve(200);
  await closed;
  expect(endpoint.got).toHaveLength(4);
  expect(await attemptsIn(bed, sandbox)).toHaveLength(4);
  await testEngine(bed, { webhooks: { acme } });
  await eventually(async () => expect(await attemptsIn(bed, sandbox)).toHaveLength(100));
  expect(endpoint.got).toHaveLength(100);
});

test("what an engine leaves when it closes is taken over at once by another one that lives", async () => {
  const { engine, ctx, sandbox } = await world(bed, patient);
  const { promise, resolve } = Promise.withResolvers<number>();
  const endpoint = await receiver(() => promise);
  await listen(ctx, endpoint.url);
  await happen(ctx, ...times(20, () => ({})));
  await eventually(() => expect(endpoint.got).toHaveLength(4));
  const other = await testEngine(bed, { webhooks: { acme } });
  // It has looked, and left the endpoint to the one that has it.
  await other.caughtUp();
  const begun = performance.now();
  const closed = engine.close();
  resolve(200);
  await closed;
  await eventually(async () => expect(await attemptsIn(bed, sandbox)).toHaveLength(20));
  expect(performance.now() - begun).toBeLessThan(2_000);
  expect(endpoint.got).toHaveLength(20);
});

test("a move that waits for an endpoint ends when the engine closes, and the clock stands where it got to", async () => {
  const { engine, ctx, sandbox } = await world(bed, patient);
  const endpoint = await receiver((_, res, index) => (index < 1 ? 500 : hangs(_, res, index)));
  await listen(ctx, endpoint.url);
  await happen(ctx);
  await eventually(async () => expect(await attemptsIn(bed, sandbox)).toHaveLength(1));
  const move = engine.moveClock(sandbox.id, { set: after(60) });
  await eventually(() => expect(endpoint.got).toHaveLength(2));
  const begun = performance.now();
  const [moved] = await Promise.allSettled([move, engine.close()]);
  expect(performance.now() - begun).toBeLessThan(3_000);
  expect(moved).toMatchObject({ status: "rejected", reason: { name: "Refusal", code: "conflict" } });
  const { clockFrozenAt, clockHeldMode } = await bed.db.sandbox.findUniqueOrThrow({ where: { id: sandbox.id } });
  expect(clockHeldMode).toBeNull();
  expect(Math.abs(Number(clockFrozenAt) - Number(after(1)))).toBeLessThan(1_000);
  expect(await deliveriesIn(bed, sandbox)).toMatchObject([{ status: "pending", attempts: 1, dueAt: after(1) }]);
});

test("a move that waits for another process ends when the engine closes", async () => {
  const { ctx, sandbox } = await world(bed, patient);
  const endpoint = await receiver(hangs);
  await listen(ctx, endpoint.url);
  await happen(ctx);
  await eventually(() => expect(endpoint.got).toHaveLength(1));
  const other = await testEngine(bed, { webhooks: { acme } });
  const move = other.moveClock(sandbox.id, { set: after(60) });
  const held = () => bed.db.sandbox.findUniqueOrThrow({ where: { id: sandbox.id } });
  await eventually(async () => expect((await held()).clockHeldMode).toBe("frozen"));
  const [moved] = await Promise.allSettled([move, other.close()]);
  expect(moved).toMatchObject({ status: "rejected", reason: { name: "Refusal", code: "conflict" } });
});

test("a closed engine leaves no session and no lock behind", async () => {
  const { engine, ctx } = await world(bed, patient);
  const endpoint = await receiver();
  await listen(ctx, endpoint.url);
  const flood = happen(ctx, ...times(50, () => ({})));
  await Promise.all([flood, engine.close()]);
  await eventually(async () => {
    const { rows } = await bed.pool.query(
      "SELECT application_name FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'understudy %'",
    );
    expect(rows).toEqual([]);
  });
});
