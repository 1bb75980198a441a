import { setTimeout as delay } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { eventually, testBed } from "../testing.ts";
import { acmeThat } from "./acme.fixture.ts";
import { Dispatcher } from "./dispatcher.ts";
import { deliveriesIn, hangs, happen, listen, receiver, times, world } from "./testing.ts";

const bed = await testBed();

/** Milliseconds until it holds. */
async function took(expectation: () => void | Promise<void>): Promise<number> {
  const begun = performance.now();
  await eventually(expectation);
  return performance.now() - begun;
}

test("an endpoint that hangs with much owed to it does not keep others waiting", async () => {
  const { ctx } = await world(bed, { scheme: acmeThat([], 2_000) });
  const [hanging, healthy] = [await receiver(hangs), await receiver()];
  await listen(ctx, hanging.url, { endpointId: "hanging", filter: { type: ["stuck"] } });
  await listen(ctx, healthy.url, { endpointId: "healthy", filter: { type: ["rang"] } });
  await happen(ctx, ...times(300, () => ({ type: "stuck" })));
  await eventually(() => expect(hanging.got.length).toBeGreaterThanOrEqual(4));
  await happen(ctx, ...times(300, () => ({ type: "rang" })));
  expect(await took(() => expect(healthy.got).toHaveLength(300))).toBeLessThan(2_000);
  expect(hanging.got.length).toBeLessThan(20);
});

test("two hundred endpoints that hang do not keep one waiting that does not", async () => {
  const { ctx } = await world(bed, { scheme: acmeThat([], 3_000) });
  const [hanging, healthy] = [await receiver(hangs), await receiver()];
  await Promise.all(
    times(200, (n) => listen(ctx, hanging.url, { endpointId: `hanging_${n}`, filter: { type: ["stuck"] } })),
  );
  await listen(ctx, healthy.url, { endpointId: "healthy", filter: { type: ["rang"] } });
  await happen(ctx, ...times(8, () => ({ type: "stuck" })));
  await eventually(() => expect(hanging.got.length).toBeGreaterThanOrEqual(800));
  await happen(ctx);
  expect(await took(() => expect(healthy.got).toHaveLength(1))).toBeLessThan(1_000);
}, 60_000);

test("an endpoint that answers gets more at once with every answer, and never more than 32", async () => {
  const { ctx } = await world(bed);
  const openAtFirst: number[] = [];
  const endpoint = await receiver(async (_, __, index) => {
    if (index < 4) openAtFirst.push(endpoint.most);
    // As long as it takes for everything to come that comes at once.
    await delay(20);
    return index % 7 === 0 ? 500 : 200;
  });
  await listen(ctx, endpoint.url);
  await happen(ctx, ...times(400, () => ({})));
  await eventually(() => expect(endpoint.got).toHaveLength(400));
  expect(Math.max(...openAtFirst)).toBeLessThanOrEqual(4);
  expect(endpoint.most).toBeGreaterThan(16);
  expect(endpoint.most).toBeLessThanOrEqual(32);
});

test("an endpoint that lets the time run out gets one request at a time, until it answers again", async () => {
  const timeoutMs = 100;
  const { ctx } = await world(bed, { scheme: acmeThat([], timeoutMs) });
  const arrivals: number[] = [];
  const endpoint = await receiver((_, __, index) => {
    arrivals.push(performance.now());
    return index < 12 ? undefined : 200;
  });
  await listen(ctx, endpoint.url);
  await happen(ctx, ...times(100, () => ({})));
  await eventually(() => expect(endpoint.got).toHaveLength(100));
  const gaps = arrivals.slice(1).map((at, index) => at - (arrivals[index] ?? 0));
  // Four at first; the next eight one after the other has run out of time; then ever more again.
  for (const gap of gaps.slice(4, 11)) expect(gap).toBeGreaterThan(timeoutMs * 0.8);
  expect((arrivals.at(-1) ?? 0) - (arrivals[13] ?? 0)).toBeLessThan(1_000);
});

test("where there are more endpoints than turns, those that hang give way to those that wait", async () => {
  // An engine would send what is owed by itself.
  const { engine, ctx, sandbox } = await world(bed);
  await engine.close();
  const dispatcher = new Dispatcher({
    ...{ db: bed.db, databaseUrl: bed.url, webhooks: { acme: acmeThat([], 300) }, hiddenSandboxId: undefined },
    ...{ publicOnly: false, mostEndpoints: 3, log: { error: () => undefined } },
  });
  onTestFinished(() => dispatcher.close());
  const [hanging, healthy] = [await receiver(hangs), await receiver()];
  for (const n of times(6, (n) => n)) await listen(ctx, hanging.url, { endpointId: `a_${n}` });
  await happen(ctx, ...times(50, () => ({})));
  for (const n of times(3, (n) => n))
    await listen(ctx, healthy.url, { endpointId: `b_${n}`, filter: { type: ["bell"] } });
  await happen(ctx, ...times(20, () => ({ type: "bell" })));
  dispatcher.wakeAll();
  await eventually(() => expect(healthy.got).toHaveLength(60));
  const left = (await deliveriesIn(bed, sandbox)).filter(({ status }) => status === "pending");
  expect(left.length).toBeGreaterThan(100);
});
