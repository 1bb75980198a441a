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
async function startProcess(...args: readonly string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "process.fixture.ts"), bed.url, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.stdout.once("data", () => resolve());
    child.once("exit", (_, signal) =>
      signal ? resolve() : reject(new Error("the process ended before it was ready")),
    );
  });
  return {
    exited,
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

test("what kills its process is put off, a little longer each time, and all else is done", async () => {
  const { sandbox, ctx } = await stillWorld(bed);
  await put(ctx, "work", ...numbers(5), "deadly", ...numbers(30).map((n) => `later ${n}`));
  // It dies with the whole batch, and the next one of it alone.
  for (const abandoned of [0, 1]) {
    await (await startProcess()).exited;
    expect((await tasksIn(bed, sandbox)).find(({ subject }) => subject === "deadly")).toMatchObject({ abandoned });
  }
  await startProcess();
  await eventually(async () => expect(await told(bed, sandbox)).toHaveLength(35));
  await eventually(async () =>
    expect(await tasksIn(bed, sandbox)).toMatchObject([{ subject: "deadly", abandoned: 2 }]),
  );
  expect(new Set(await told(bed, sandbox)).size).toBe(35);
}, 30_000);

test("of a process that died only what it had in hand is begun again one by one, and that is told once", async () => {
  const { sandbox, ctx } = await stillWorld(bed);
  const other = await startProcess();
  await put(ctx, "work", "stuck", ...numbers(9));
  await eventually(async () => {
    const { rows } = await bed.pool.query("SELECT FROM task WHERE xmax <> '0'");
    expect(rows).toHaveLength(10);
  });
  await other.kill();
  const warned: object[] = [];
  const log = { error: () => undefined, warn: (details: object) => void warned.push(details) };
  const rounds: (readonly string[])[] = [];
  const handler = doing();
  const noting = {
    ...handler,
    run: (...args: Parameters<typeof handler.run>) => {
      rounds.push(args[1]);
      return handler.run(...args);
    },
  };
  await put(ctx, "work", ...numbers(20).map((n) => `later ${n}`));
  await testEngine(bed, { log, ...working(noting) });
  await allDone(bed, sandbox);
  expect(await told(bed, sandbox)).toHaveLength(30);
  const alone = rounds.filter((round) => round.length === 1).flat();
  expect(alone).toEqual(expect.arrayContaining(["stuck", ...numbers(9)]));
  expect(rounds.filter((round) => round.length > 1).flat()).toEqual(expect.not.arrayContaining(["stuck"]));
  expect(warned).toEqual([
    { provider: "acme", kind: "work", sandboxId: sandbox.id, subjects: ["stuck", ...numbers(9)] },
  ]);
}, 30_000);
