import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { after, eventually, noon, testBed, testEngine } from "../testing.ts";
import { acme, acmeThat } from "./acme.fixture.ts";
import {
  attemptsIn,
  deliveriesIn,
  hangs,
  happen,
  listen,
  type Receiver,
  receiver,
  stillWorld,
  times,
  type World,
  world,
} from "./testing.ts";

const bed = await testBed();

/** How often each thing was told. */
function told({ got }: Receiver): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { subject } of got) counts.set(subject, (counts.get(subject) ?? 0) + 1);
  return counts;
}

const allSuccessful = ({ sandbox }: Pick<World, "sandbox">, count: number) =>
  eventually(async () => {
    const rows = await deliveriesIn(bed, sandbox);
    expect(rows.filter(({ status }) => status === "successful")).toHaveLength(count);
  });

/** Somebody renames the sandbox, as an example of a change: all look whether anything is owed in it. */
const change = ({ sandbox }: Pick<World, "sandbox">) =>
  bed.db.sandbox.update({ where: { id: sandbox.id }, data: { name: "changed" } });

test("of several engines that all hear of it, one tells it", async () => {
  const here = await world(bed);
  await Promise.all(times(2, () => testEngine(bed, { webhooks: { acme } })));
  const endpoints = await Promise.all(times(5, () => receiver(({ subject }) => (Number(subject) % 9 ? 200 : 500))));
  for (const [n, { url }] of endpoints.entries()) await listen(here.ctx, url, { endpointId: `end_${n}` });
  for (const batch of times(20, (n) => n))
    await happen(here.ctx, ...times(10, (n) => ({ subject: `${batch * 10 + n}` })));
  await eventually(async () => expect(await attemptsIn(bed, here.sandbox)).toHaveLength(1_000));
  for (const endpoint of endpoints) expect(told(endpoint)).toEqual(new Map(times(200, (n) => [`${n}`, 1])));
});

test("of several engines that all look for it, one tells it", async () => {
  const here = await world(bed);
  await Promise.all(times(2, () => testEngine(bed, { webhooks: { acme } })));
  const endpoint = await receiver();
  await listen(here.ctx, endpoint.url);
  await unhinted(here, 50);
  await Promise.all(times(10, () => change(here)));
  await allSuccessful(here, 50);
  expect(told(endpoint)).toEqual(new Map(times(50, (n) => [`${n}`, 1])));
});

/** What is due and nobody has been told of, as if hints had been lost. */
async function unhinted({ sandbox, ctx }: World, count: number): Promise<void> {
  await happen(ctx, ...times(count, (n) => ({ subject: `${n}`, deliverAt: after(60) })));
  await bed.db.delivery.updateMany({ where: { sandboxId: sandbox.id }, data: { dueAt: noon } });
}

test("what hints have missed is found when the sandbox changes", async () => {
  const here = await world(bed);
  const endpoint = await receiver();
  await listen(here.ctx, endpoint.url);
  await unhinted(here, 3);
  expect(endpoint.got).toHaveLength(0);
  await change(here);
  await allSuccessful(here, 3);
});

test("a move in one process waits for what another has in flight", async () => {
  const here = await world(bed, { scheme: acmeThat([60_000], 5_000) });
  const { promise, resolve } = Promise.withResolvers<number>();
  const endpoint = await receiver((_, __, index) => (index === 0 ? promise : 200));
  await listen(here.ctx, endpoint.url);
  await happen(here.ctx);
  await eventually(() => expect(endpoint.got).toHaveLength(1));
  const other = await testEngine(bed, { webhooks: { acme } });
  const move = other.moveClock(here.sandbox.id, { set: after(1) });
  const held = () => bed.db.sandbox.findUniqueOrThrow({ where: { id: here.sandbox.id } });
  await eventually(async () => expect((await held()).clockHeldMode).toBe("frozen"));
  resolve(500);
  expect((await move).ran).toHaveLength(1);
  expect((await attemptsIn(bed, here.sandbox)).map(({ number }) => number)).toEqual([1, 2]);
});

test.each(["understudy endpoints", "understudy notices"])(
  "an engine that loses its session “%s” goes on",
  async (name) => {
    const here = await world(bed);
    const endpoint = await receiver();
    await listen(here.ctx, endpoint.url);
    for (const batch of times(10, (n) => n)) {
      await happen(here.ctx, ...times(30, (n) => ({ subject: `${batch * 30 + n}` })));
      if (batch % 3 === 2)
        await bed.pool.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1",
          [name],
        );
    }
    await allSuccessful(here, 300);
    expect([...told(endpoint).keys()]).toHaveLength(300);
    // Each once in the database; twice on the way only what was in flight when a lock was lost.
    expect((await attemptsIn(bed, here.sandbox)).every(({ number }) => number === 1)).toBe(true);
    expect(endpoint.got.length).toBeLessThanOrEqual(300 + 3 * 32);
    // And there are not more of these sessions than before.
    const { rows } = await bed.pool.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1",
      [name],
    );
    await happen(here.ctx, { subject: "last" });
    await allSuccessful(here, 301);
    expect(rows.length).toBeLessThanOrEqual(1);
  },
);

test("an engine that loses all its sessions at once goes on", async () => {
  const here = await world(bed);
  const endpoint = await receiver();
  await listen(here.ctx, endpoint.url);
  await happen(here.ctx, ...times(300, (n) => ({ subject: `${n}` })));
  await eventually(() => expect(endpoint.got.length).toBeGreaterThan(30));
  await bed.pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
  );
  await allSuccessful(here, 300);
  expect([...told(endpoint).keys()]).toHaveLength(300);
  expect(endpoint.got.length).toBeLessThanOrEqual(300 + 64);
});

/** Another engine, as a process that can be killed. */
async function startProcess(timeoutMs: number): Promise<{ kill(): Promise<void> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "process.fixture.ts"), bed.url, `${timeoutMs}`], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.stdout.once("data", () => resolve());
    child.once("exit", () => reject(new Error("the process ended before it was ready")));
  });
  return {
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

test("what a killed process had in flight is told again, the rest once, and nothing is left", async () => {
  const here = await stillWorld(bed);
  const isKilled = Promise.withResolvers<number>();
  const endpoint = await receiver((_, __, index) => (index < 40 ? 200 : isKilled.promise));
  const other = await startProcess(10_000);
  await listen(here.ctx, endpoint.url);
  await happen(here.ctx, ...times(400, (n) => ({ subject: `${n}` })));
  await eventually(() => expect(endpoint.got.length).toBeGreaterThan(50));
  await other.kill();
  const inFlight = endpoint.got.length - 40;
  isKilled.resolve(200);
  await testEngine(bed, { webhooks: { acme } });
  await allSuccessful(here, 400);
  const counts = told(endpoint);
  expect(counts.size).toBe(400);
  expect(Math.max(...counts.values())).toBe(2);
  expect(endpoint.got.length - 400).toBeGreaterThanOrEqual(inFlight);
  // And what had been answered and was not yet written.
  expect(endpoint.got.length - 400).toBeLessThanOrEqual(inFlight + 40);
}, 30_000);

test("the endpoints of a killed process are taken over by those that live", async () => {
  const here = await stillWorld(bed);
  const other = await startProcess(10_000);
  let isKilled = false;
  const endpoint = await receiver((...asked) => (isKilled ? 200 : hangs(...asked)));
  await listen(here.ctx, endpoint.url);
  await happen(here.ctx);
  await eventually(() => expect(endpoint.got).toHaveLength(1));
  // As long as it lives the endpoint is its own.
  const engine = await testEngine(bed, { webhooks: { acme } });
  await change(here);
  await engine.caughtUp();
  expect(endpoint.got).toHaveLength(1);
  isKilled = true;
  await other.kill();
  await change(here);
  await allSuccessful(here, 1);
  expect(endpoint.got).toHaveLength(2);
}, 30_000);
