import { Duration } from "luxon";
import { expect, test } from "vitest";
import { mint, randomSecret } from "./credentials.ts";
import { clockColumns } from "./sandbox.ts";
import { after, eventually, noon, setTimer, tell, telling, testBed, testEngine, testSandbox, told } from "./testing.ts";
import type { TimerHandlers } from "./timers.ts";

const bed = await testBed();
const hour = { advance: Duration.fromObject({ hours: 1 }) };
/** Two engines on one database are two server processes. */
const twoEngines = (timers: TimerHandlers = telling) =>
  Promise.all([testEngine(bed, { timers }), testEngine(bed, { timers })]);

test("moves at once wait for each other, in one process and in two", async () => {
  const engines = await twoEngines();
  const sandbox = await testSandbox(bed);
  const ctx = engines[0].within(bed.db, sandbox, noon);
  for (let index = 0; index < 30; index += 1) await setTimer(ctx, "ring", `${index}`, after(index * 20 + 20));
  const moves = Array.from({ length: 10 }, (_, index) => engines[index % 2]?.moveClock(sandbox.id, hour));
  const moved = await Promise.all(moves);
  expect(moved.map((one) => one?.now.getTime()).sort()).toEqual(
    Array.from({ length: 10 }, (_, index) => after(60 * (index + 1)).getTime()),
  );
  // Every piece ran in exactly one of the moves, at its own time and in order.
  expect(moved.flatMap((one) => one?.ran ?? [])).toHaveLength(30);
  const times = (await told(bed, sandbox)).map((line) => line.slice(0, 16));
  expect(times).toEqual(
    Array.from({ length: 30 }, (_, index) =>
      after(index * 20 + 20)
        .toISOString()
        .slice(0, 16),
    ),
  );
  expect((await engines[1].enter(sandbox.id))?.now).toEqual(after(600));
});

test("more moves at once than the engine has connections all end", async () => {
  const [engine] = await twoEngines();
  const sandboxes = await Promise.all(Array.from({ length: 12 }, () => testSandbox(bed)));
  const moves = sandboxes.flatMap(({ id }) => Array.from({ length: 3 }, () => engine.moveClock(id, hour)));
  await Promise.all(moves);
  for (const { id } of sandboxes) expect((await engine.enter(id))?.now).toEqual(after(180));
});

test("two processes run a due timer once", async () => {
  const [engine] = await twoEngines();
  const sandbox = await testSandbox(bed, null);
  const ctx = engine.within(bed.db, sandbox, noon);
  const subjects = Array.from({ length: 40 }, (_, index) => `${index}`);
  for (const subject of subjects) await setTimer(ctx, "ring", subject, new Date(0));
  await eventually(async () => expect(await bed.db.timer.count({ where: { sandboxId: sandbox.id } })).toBe(0));
  expect((await told(bed, sandbox)).map((line) => line.split(" ")[2]).sort()).toEqual([...subjects].sort());
});

/** Somebody renames the sandbox, as an example of a change. */
const change = (id: string) => bed.db.sandbox.update({ where: { id }, data: { name: "changed" } });

test("a clock moved by one process is moved for the other", async () => {
  const [mover, other] = await twoEngines();
  const sandbox = await testSandbox(bed);
  expect((await other.enter(sandbox.id))?.now).toEqual(noon);
  await mover.moveClock(sandbox.id, hour);
  expect((await mover.enter(sandbox.id))?.now).toEqual(after(60));
  expect((await other.enter(sandbox.id))?.now).toEqual(after(60));
});

test("what is remembered is loaded once, until somebody in any process changes the sandbox", async () => {
  const [one, other] = await twoEngines();
  const sandbox = await testSandbox(bed);
  let value = "old";
  let loads = 0;
  const load = async () => {
    loads += 1;
    return value;
  };
  const read = async (engine = one) => (await engine.enter(sandbox.id))?.remember("setting", load);
  expect([await read(), await read(), await read()]).toEqual(["old", "old", "old"]);
  expect(loads).toBe(1);
  expect(await read(other)).toBe("old");
  value = "new";
  expect(await read()).toBe("old");
  await change(sandbox.id);
  await one.caughtUp();
  expect(await read()).toBe("new");
  expect(await read(other)).toBe("new");
});

test("a load that was under way while the sandbox changed is not remembered", async () => {
  const [engine] = await twoEngines();
  const sandbox = await testSandbox(bed);
  const before = await engine.enter(sandbox.id);
  const { promise, resolve } = Promise.withResolvers<string>();
  const loading = before?.remember("setting", () => promise);
  await change(sandbox.id);
  await engine.caughtUp();
  resolve("stale");
  expect(await loading).toBe("stale");
  const now = await engine.enter(sandbox.id);
  expect(await now?.remember("setting", async () => "fresh")).toBe("fresh");
});

test("a load that fails is not remembered", async () => {
  const [engine] = await twoEngines();
  const ctx = await engine.enter((await testSandbox(bed)).id);
  await expect(ctx?.remember("setting", async () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await ctx?.remember("setting", async () => "yes")).toBe("yes");
});

test("a load that waits for a connection keeps nobody waiting who has one", async () => {
  const [engine] = await twoEngines();
  const ctx = await engine.enter((await testSandbox(bed)).id);
  const connection = Promise.withResolvers<string>();
  const waiting = ctx?.remember("setting", () => connection.promise);
  expect(await ctx?.remember("setting", async () => "read")).toBe("read");
  connection.resolve("read later");
  expect(await waiting).toBe("read later");
});

test("what is remembered of one sandbox is not known in another", async () => {
  const [engine] = await twoEngines();
  const [one, other] = [await testSandbox(bed), await testSandbox(bed)];
  const ctx = await engine.enter(one.id);
  await ctx?.remember("setting", async () => "of one");
  ctx?.facts.set("fact", { of: "one" });
  const elsewhere = await engine.enter(other.id);
  expect(await elsewhere?.remember("setting", async () => "of other")).toBe("of other");
  expect(elsewhere?.facts.get("fact")).toBeUndefined();
  expect((await engine.enter(one.id))?.facts.get("fact")).toEqual({ of: "one" });
});

test("facts of a dropped sandbox are not known in a later one of the same id", async () => {
  const [engine] = await twoEngines();
  const sandbox = await testSandbox(bed);
  (await engine.enter(sandbox.id))?.facts.set("fact", { of: "the first" });
  await bed.db.sandbox.delete({ where: { id: sandbox.id } });
  await bed.db.sandbox.create({ data: { id: sandbox.id, createdAt: noon } });
  await engine.caughtUp();
  expect((await engine.enter(sandbox.id))?.facts.get("fact")).toBeUndefined();
});

test("a hidden sandbox does not exist, though it is in the database", async () => {
  const { id } = await testSandbox(bed);
  const engine = await testEngine(bed, { hiddenSandboxId: id });
  expect(await engine.enter(id)).toBeUndefined();
});

test("a clock that a dead process held goes on with the next start", async () => {
  const { id } = await testSandbox(bed);
  await bed.db.sandbox.update({ where: { id }, data: { clockFrozenAt: noon, clockHeldMode: "running" } });
  const engine = await testEngine(bed);
  expect((await engine.enter(id))?.sandbox.clock.mode).toBe("running");
});

test("a clock that a dead process held goes on after a moment, without a start or a move", async () => {
  const engine = await testEngine(bed);
  const { id } = await testSandbox(bed);
  await bed.db.sandbox.update({ where: { id }, data: { clockFrozenAt: noon, clockHeldMode: "running" } });
  await eventually(async () => expect((await engine.enter(id))?.sandbox.clock.mode).toBe("running"));
});

test("a clock that somebody moves is not let go by others, however long it takes", async () => {
  const [started, finished] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const timers: TimerHandlers = {
    acme: {
      ring: async () => {
        started.resolve();
        await finished.promise;
      },
    },
  };
  const [engine] = await twoEngines(timers);
  const [sandbox, dead] = await Promise.all([testSandbox(bed), testSandbox(bed)]);
  await setTimer(engine.within(bed.db, sandbox, noon), "ring", "a", after(1));
  const moved = engine.moveClock(sandbox.id, hour);
  await started.promise;
  await bed.db.sandbox.update({ where: { id: dead.id }, data: { clockHeldMode: "frozen" } });
  const heldModeOf = async ({ id }: { id: string }) =>
    (await bed.db.sandbox.findUniqueOrThrow({ where: { id } })).clockHeldMode;
  await eventually(async () => expect(await heldModeOf(dead)).toBeNull());
  expect(await heldModeOf(sandbox)).toBe("frozen");
  finished.resolve();
  expect((await moved).ran).toHaveLength(1);
});

test("a clock that a dead process held goes on after the next move, without a start", async () => {
  const engine = await testEngine(bed);
  const { id } = await testSandbox(bed);
  await bed.db.sandbox.update({ where: { id }, data: { clockFrozenAt: noon, clockHeldMode: "running" } });
  expect((await engine.moveClock(id, hour)).clock.mode).toBe("running");
});

test("a timer that is committed after its clock has passed it runs all the same", async () => {
  const [timers, rang] = [{ acme: { ring: async () => rang.resolve() } }, Promise.withResolvers<void>()];
  const engine = await testEngine(bed, { timers });
  const sandbox = await testSandbox(bed);
  await setTimer(engine.within(bed.db, sandbox, noon), "ring", "late", after(-1));
  await rang.promise;
});

test("an engine that closes stops a move between two pieces of work, and the clock stands there", async () => {
  const { promise: started, resolve: start } = Promise.withResolvers<void>();
  const timers: TimerHandlers = { acme: { ring: async () => start() } };
  const engine = await testEngine(bed, { timers });
  const sandbox = await testSandbox(bed);
  const ctx = engine.within(bed.db, sandbox, noon);
  for (let minute = 1; minute <= 50; minute++) await setTimer(ctx, "ring", `at ${minute}`, after(minute));
  const move = engine.moveClock(sandbox.id, hour);
  await started;
  const [moved] = await Promise.allSettled([move, engine.close()]);
  expect(moved).toMatchObject({ status: "rejected", reason: { code: "conflict" } });
  const left = await bed.db.timer.count({ where: { sandboxId: sandbox.id } });
  expect(left).toBeGreaterThan(0);
  const { clockFrozenAt } = await bed.db.sandbox.findUniqueOrThrow({ where: { id: sandbox.id } });
  expect(clockFrozenAt?.getTime()).toBeGreaterThanOrEqual(after(50 - left).getTime());
  expect(clockFrozenAt?.getTime()).toBeLessThan(after(60).getTime());
});

test("a sandbox is not found before it is made, nor after it was dropped", async () => {
  const [one, other] = await twoEngines();
  expect(await one.enter("sbx_later")).toBeUndefined();
  await bed.db.sandbox.create({
    data: { id: "sbx_later", createdAt: noon, ...clockColumns({ mode: "frozen", frozenAt: noon }) },
  });
  expect((await one.enter("sbx_later"))?.now).toEqual(noon);
  expect((await other.enter("sbx_later"))?.now).toEqual(noon);
  await bed.db.sandbox.delete({ where: { id: "sbx_later" } });
  await one.caughtUp();
  expect(await one.enter("sbx_later")).toBeUndefined();
  expect(await other.enter("sbx_later")).toBeUndefined();
});

test("a key that one process revokes stops working in the other", async () => {
  const [one, other] = await twoEngines();
  const sandbox = await testSandbox(bed);
  const secret = randomSecret();
  const { id } = await mint(one.within(bed.db, sandbox, noon), { provider: "acme", kind: "k", secret, scopes: [] });
  expect((await other.credential("acme", secret))?.revokedAt).toBeNull();
  await bed.db.credential.update({ where: { id }, data: { revokedAt: noon } });
  await one.caughtUp();
  expect((await one.credential("acme", secret))?.revokedAt).toEqual(noon);
  expect((await other.credential("acme", secret))?.revokedAt).toEqual(noon);
});

test("work that is under way when an engine closes is finished", async () => {
  const { promise: started, resolve: start } = Promise.withResolvers<void>();
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
  const timers: TimerHandlers = {
    acme: {
      ring: async (ctx, subject) => {
        start();
        await finished;
        await tell(ctx, "rang", subject);
      },
    },
  };
  const engine = await testEngine(bed, { timers });
  const sandbox = await testSandbox(bed, null);
  await setTimer(engine.within(bed.db, sandbox, noon), "ring", "a", new Date(0));
  await started;
  const closed = engine.close();
  finish();
  await closed;
  expect(await told(bed, sandbox)).toEqual(["1970-01-01T00:00 rang a"]);
});
