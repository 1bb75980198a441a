import { beforeEach, expect, test } from "vitest";
import type { Context } from "./context.ts";
import { KnownFacts } from "./facts.ts";
import { doing, working } from "./tasks/acme.fixture.ts";
import { allDone, numbers, put } from "./tasks/testing.ts";
import { after, eventually, noon, setTimer, testBed, testEngine, testSandbox, told } from "./testing.ts";
import { Worlds } from "./worlds.ts";

const bed = await testBed();
beforeEach(() => bed.db.task.deleteMany());

/** A document of the sandbox, read at most once by those who know facts. */
function library() {
  let reads = 0;
  return {
    reads: () => reads,
    async look(ctx: Context): Promise<void> {
      if (ctx.facts.get("document")) return;
      reads += 1;
      ctx.facts.set("document", { text: "x".repeat(1_000) });
    },
  };
}

test("many tasks of a sandbox, each in a transaction of its own, read a fact once for each worker", async () => {
  const { look, reads } = library();
  const engine = await testEngine(bed, working(doing(look, 1)));
  const sandbox = await testSandbox(bed);
  await put(engine.within(bed.db, sandbox, noon), "work", ...numbers(200));
  await allDone(bed, sandbox);
  expect(await told(bed, sandbox)).toHaveLength(200);
  expect(reads()).toBeLessThanOrEqual(2);
  const ctx = await engine.enter(sandbox.id);
  expect(ctx?.facts.get("document")).toBeDefined();
});

test("what a request knows its tasks and timers know too", async () => {
  const { look, reads } = library();
  const timers = { acme: { ring: look } };
  const engine = await testEngine(bed, { timers, ...working(doing(look)) });
  const sandbox = await testSandbox(bed, null);
  const ctx = await engine.enter(sandbox.id);
  if (!ctx) throw new Error("no sandbox");
  await look(ctx);
  for (const n of numbers(5)) {
    await put(ctx, "work", n);
    await setTimer(ctx, "ring", n, new Date(0));
  }
  await allDone(bed, sandbox);
  await eventually(async () => expect(await bed.db.timer.count({ where: { sandboxId: sandbox.id } })).toBe(0));
  expect(reads()).toBe(1);
});

test("what work found out that was undone is no fact", async () => {
  const known: unknown[] = [];
  let isBroken = true;
  const engine = await testEngine(
    bed,
    working(
      doing(async (ctx) => {
        known.push(ctx.facts.get("half"));
        ctx.facts.set("half", { of: "what is undone" });
        expect(ctx.facts.get("half")).toBeDefined();
        if (isBroken) throw new Error("undone");
      }),
    ),
  );
  const sandbox = await testSandbox(bed);
  await put(engine.within(bed.db, sandbox, noon), "work", "a");
  await eventually(async () => expect((await bed.db.task.findFirst())?.failures).toBeGreaterThan(0));
  expect((await engine.enter(sandbox.id))?.facts.get("half")).toBeUndefined();
  isBroken = false;
  await bed.db.$executeRaw`UPDATE task SET retry_at = clock_timestamp() - interval '1 hour'`;
  await allDone(bed, sandbox);
  expect(known.length).toBeGreaterThan(1);
  expect(new Set(known)).toEqual(new Set([undefined]));
  expect((await engine.enter(sandbox.id))?.facts.get("half")).toBeDefined();
});

test("a timer that is undone leaves no fact, and one that is done does", async () => {
  let times = 0;
  const ring = async (ctx: Context) => {
    expect(ctx.facts.get("fact")).toBeUndefined();
    ctx.facts.set("fact", { of: ++times });
    if (times === 1) throw new Error("undone");
  };
  const engine = await testEngine(bed, { timers: { acme: { ring } } });
  const sandbox = await testSandbox(bed);
  await setTimer(engine.within(bed.db, sandbox, noon), "ring", "a", after(1));
  await expect(engine.moveClock(sandbox.id, { set: after(2) })).rejects.toThrow("undone");
  expect((await engine.enter(sandbox.id))?.facts.get("fact")).toBeUndefined();
  await engine.moveClock(sandbox.id, { set: after(2) });
  expect(times).toBe(2);
});

test("a sandbox made again under the same id knows nothing of the earlier one, before the notice too", async () => {
  const worlds = new Worlds({ db: bed.db, publicUrl: "http://here", hiddenSandboxId: undefined });
  const sandbox = await testSandbox(bed);
  const set = (from = sandbox) => {
    const begun = worlds.begin(bed.db, from, noon);
    begun.ctx.facts.set("fact", { of: "the first" });
    return begun;
  };
  const [done, late] = [set(), set()];
  const known = (from = sandbox) => worlds.within(bed.db, from, noon).facts.get("fact");
  expect(known()).toBeUndefined();
  done.keep();
  expect(known()).toBeDefined();
  expect(known({ ...sandbox, createdAt: after(1) })).toBeUndefined();
  worlds.forget(sandbox.id);
  late.keep();
  expect(known()).toBeUndefined();
  set().keep();
  worlds.forgetAll();
  expect(known()).toBeUndefined();
});

test("facts take no more room than they may, however large they are and however often sandboxes change", async () => {
  const facts = new KnownFacts();
  const sandbox = await testSandbox(bed);
  const large = (n: string) => ({ steps: numbers(100).map((m) => ({ id: `${n}.${m}`, text: "x".repeat(10_000) })) });
  let lives = [facts.of(sandbox, facts.lifeOf(sandbox.id))];
  for (const n of numbers(300)) {
    if (Number(n) % 50 === 0) {
      facts.forget(sandbox.id);
      lives = [...lives, facts.of(sandbox, facts.lifeOf(sandbox.id))];
    }
    lives.at(-1)?.set(n, large(n));
  }
  const kept = numbers(300).filter((n) => lives.some((life) => life.get(n)));
  expect(kept.at(-1)).toBe("299");
  expect(kept.length).toBeGreaterThan(40);
  expect(kept.length).toBeLessThan(70);
});

test("many small facts are kept all the same", async () => {
  const facts = new KnownFacts();
  const sandbox = await testSandbox(bed);
  const own = facts.of(sandbox, facts.lifeOf(sandbox.id));
  for (const n of numbers(100_000)) own.set(n, { id: n, made: noon, count: 1n });
  expect(own.get("0")).toEqual({ id: "0", made: noon, count: 1n });
});
