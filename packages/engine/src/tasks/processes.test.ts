import { spawn } from "node:child_process";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { eventually, noon, testBed, testEngine, testSandbox, told } from "../testing.ts";
import { hangs, receiver, stillWorld } from "../webhooks/testing.ts";
import { asking, doing, working } from "./acme.fixture.ts";
import { allDone, numbers, put, tasksIn } from "./testing.ts";

const bed = await testBed();
beforeEach(() => bed.db.task.deleteMany());

/** Another engine, as a process that can be killed. */
async function startProcess(...args: readonly string[]): Promise<{ kill(): Promise<void> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "process.fixture.ts"), bed.url, ...args], {
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

test("what a killed process was asking is asked again by one that lives, at once", async () => {
  const { sandbox, ctx } = await stillWorld(bed);
  let isKilled = false;
  const endpoint = await receiver((...asked) => (isKilled ? 200 : hangs(...asked)));
  const other = await startProcess(endpoint.url);
  await put(ctx, "ask", ...numbers(4));
  await eventually(() => expect(endpoint.got).toHaveLength(4));
  // As long as it lives the work is its own.
  const engine = await testEngine(bed, { tasks: { acme: { ask: asking(endpoint.url) } } });
  await engine.caughtUp();
  expect(await engine.settleTasks(sandbox.id, { withinMs: 200, askOthers: true })).toEqual([]);
  expect(endpoint.got).toHaveLength(4);
  isKilled = true;
  await other.kill();
  const begun = performance.now();
  await allDone(bed, sandbox);
  // Of the fifteen seconds for which it would have been waited for.
  expect(performance.now() - begun).toBeLessThan(5_000);
  expect(endpoint.got).toHaveLength(8);
  expect((await told(bed, sandbox)).sort()).toEqual(numbers(4).map((n) => `2030-06-01T12:00 got 200 ${n}`));
}, 30_000);

test("of what a killed process was at nothing is half done, and all is done once", async () => {
  const { sandbox, ctx } = await stillWorld(bed);
  const other = await startProcess();
  await put(ctx, "work", ...numbers(5), "stuck", ...numbers(500).map((n) => `later ${n}`));
  // The others of its batch are done by it too, once it is through: never.
  await eventually(async () => expect((await told(bed, sandbox)).length).toBeGreaterThan(100));
  await other.kill();
  const before = await told(bed, sandbox);
  expect(before.filter((line) => !line.includes("later"))).toEqual([]);
  await testEngine(bed, working(doing()));
  await allDone(bed, sandbox);
  const lines = await told(bed, sandbox);
  expect(lines).toHaveLength(506);
  expect(new Set(lines).size).toBe(506);
}, 30_000);

test("several processes that live and die share the work, and nothing of it is done twice or lost", async () => {
  const { sandbox, ctx } = await stillWorld(bed);
  const [first, second] = await Promise.all([startProcess(), startProcess()]);
  for (const round of numbers(10)) {
    await put(ctx, "work", ...numbers(60).map((n) => `${round}.${n}`));
    if (round === "4") await first.kill();
  }
  await eventually(async () => expect((await told(bed, sandbox)).length).toBeGreaterThan(200));
  await second.kill();
  const other = await testSandbox(bed);
  const engine = await testEngine(bed, working(doing()));
  await put(engine.within(bed.db, other, noon), "work", "a");
  await Promise.all([allDone(bed, sandbox), allDone(bed, other)]);
  expect(new Set(await told(bed, sandbox)).size).toBe(600);
  expect(await told(bed, sandbox)).toHaveLength(600);
  expect(await tasksIn(bed, sandbox)).toEqual([]);
}, 30_000);
