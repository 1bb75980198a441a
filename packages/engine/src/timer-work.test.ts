import { Refusal } from "@understudy/domain";
import { Duration } from "luxon";
import { expect, test } from "vitest";
import { realNow } from "./real-time.ts";
import {
  after,
  cancelTimer,
  eventually,
  noon,
  setTimer,
  someoneWaits,
  tell,
  telling,
  testBed,
  testEngine,
  testSandbox,
  told,
} from "./testing.ts";
import type { TimerHandlers } from "./timers.ts";

const bed = await testBed();
const hour = { advance: Duration.fromObject({ hours: 1 }) };
const timersOf = (sandbox: { id: string }) =>
  bed.db.timer.findMany({ where: { sandboxId: sandbox.id }, orderBy: { dueAt: "asc" } });

/** A handler that does half of its work and throws as long as it is told to. */
function failing(): { isBroken: boolean; timers: TimerHandlers } {
  const state = {
    isBroken: true,
    timers: {
      acme: {
        ring: async (ctx, subject) => {
          await tell(ctx, "half", subject);
          await setTimer(ctx, "ring", "next", after(1, ctx.now));
          if (state.isBroken && subject === "bad") throw new Error("the bell is broken");
          await tell(ctx, "whole", subject);
        },
      },
    } satisfies TimerHandlers,
  };
  return state;
}

test("work that throws leaves nothing half done, keeps its timer, and stops the clock where it was due", async () => {
  const bell = failing();
  const engine = await testEngine(bed, bell);
  const sandbox = await testSandbox(bed);
  const ctx = engine.within(bed.db, sandbox, noon);
  for (const [subject, due] of [
    ["good", 10],
    ["bad", 20],
  ] as const)
    await setTimer(ctx, "ring", subject, after(due));
  await expect(engine.moveClock(sandbox.id, { set: after(15) })).resolves.toMatchObject({
    ran: [{}, {}, {}, {}, {}, {}],
  });
  await bed.db.timer.deleteMany({ where: { sandboxId: sandbox.id, subject: "next" } });
  await bed.db.event.deleteMany({ where: { sandboxId: sandbox.id } });

  await expect(engine.moveClock(sandbox.id, hour)).rejects.toThrow("the bell is broken");
  expect(await told(bed, sandbox)).toEqual([]);
  expect(await timersOf(sandbox)).toMatchObject([{ subject: "bad", dueAt: after(20) }]);
  expect((await engine.enter(sandbox.id))?.now).toEqual(after(20));

  bell.isBroken = false;
  const { ran } = await engine.moveClock(sandbox.id, { set: after(20) });
  expect(ran).toEqual([{ at: after(20), kind: "ring", subject: "bad" }]);
  expect(await told(bed, sandbox)).toEqual(["2030-06-01T12:20 half bad", "2030-06-01T12:20 whole bad"]);
});

test("a running clock runs on after a move in which work threw", async () => {
  const bell = failing();
  const engine = await testEngine(bed, bell);
  const sandbox = await testSandbox(bed, null);
  const dueAt = after(20, realNow());
  await setTimer(engine.within(bed.db, sandbox, realNow()), "ring", "bad", dueAt);
  await expect(engine.moveClock(sandbox.id, hour)).rejects.toThrow("the bell is broken");
  const ctx = await engine.enter(sandbox.id);
  expect(ctx?.sandbox.clock.mode).toBe("running");
  expect(Math.abs((ctx?.now.getTime() ?? 0) - dueAt.getTime())).toBeLessThan(10_000);
});

test("work that throws by itself is told to the log and tried again", async () => {
  const bell = failing();
  const logged: string[] = [];
  const log = { warn: () => undefined, error: (_: object, message: string) => void logged.push(message) };
  const engine = await testEngine(bed, { ...bell, log });
  const sandbox = await testSandbox(bed, null);
  await setTimer(engine.within(bed.db, sandbox, realNow()), "ring", "bad", realNow());
  await eventually(() => expect(logged.join()).toContain("the bell is broken"));
  expect(await told(bed, sandbox)).toEqual([]);
  bell.isBroken = false;
  await bed.pool.query("UPDATE graphile_worker._private_jobs SET run_at = now() WHERE attempts > 0");
  await eventually(async () => expect((await told(bed, sandbox)).join()).toContain("whole bad"));
});

test("a timer that nobody handles is an error, not a silent loss", async () => {
  const engine = await testEngine(bed, { timers: {} });
  const sandbox = await testSandbox(bed);
  await setTimer(engine.within(bed.db, sandbox, noon), "ring", "a", after(1));
  await expect(engine.moveClock(sandbox.id, hour)).rejects.toThrow("No handler for timer ring of acme");
  expect(await timersOf(sandbox)).toHaveLength(1);
});

test("a job that runs twice has its effect once", async () => {
  const engine = await testEngine(bed, { timers: telling });
  const sandbox = await testSandbox(bed, null);
  const dueAt = new Date(realNow().getTime() + 300);
  await setTimer(engine.within(bed.db, sandbox, realNow()), "ring", "a", dueAt);
  const [timer] = await timersOf(sandbox);
  await bed.pool.query(
    "SELECT graphile_worker.add_job('timer', $1::json, run_at := $2::timestamptz) FROM generate_series(1, 20)",
    [JSON.stringify({ sandbox_id: sandbox.id, timer_id: timer?.id }), dueAt.toISOString()],
  );
  await eventually(async () => {
    const { rows } = await bed.pool.query(
      "SELECT FROM graphile_worker._private_jobs WHERE payload->>'sandbox_id' = $1",
      [sandbox.id],
    );
    expect(rows).toEqual([]);
  });
  expect(await told(bed, sandbox)).toHaveLength(1);
});

test("a handler may set its own timer again, and that one is kept", async () => {
  const timers: TimerHandlers = {
    acme: { ring: async (ctx, subject) => setTimer(ctx, "ring", subject, after(60, ctx.now)) },
  };
  const engine = await testEngine(bed, { timers });
  const sandbox = await testSandbox(bed);
  await setTimer(engine.within(bed.db, sandbox, noon), "ring", "a", after(10));
  await engine.moveClock(sandbox.id, { set: after(10) });
  expect(await timersOf(sandbox)).toMatchObject([{ subject: "a", dueAt: after(70) }]);
});

/** Work on one object, and a request that changes the object and takes its timer away, as stores do. */
const closing: TimerHandlers = {
  acme: {
    close: async (ctx, subject) => {
      const { count } = await ctx.db.credential.updateMany({
        where: { id: subject, revokedAt: null },
        data: { revokedAt: ctx.now },
      });
      if (count > 0) await tell(ctx, "closed", subject);
    },
  },
};

async function withObject(sandboxId: string, id: string) {
  const data = { id, sandboxId, provider: "acme", kind: "k", hint: "h", createdAt: noon };
  await bed.db.credential.create({ data: { ...data, secretHash: new TextEncoder().encode(id) } });
  return id;
}

test("work gives way to a request that holds its object, and neither is lost or made to wait for long", async () => {
  const engine = await testEngine(bed, { timers: closing });
  const sandbox = await testSandbox(bed);
  const id = await withObject(sandbox.id, "object_1");
  await setTimer(engine.within(bed.db, sandbox, noon), "close", id, after(1));
  const request = await bed.db.$transaction(async (tx) => {
    await tx.credential.update({ where: { id }, data: { revokedAt: noon } });
    const moving = engine.moveClock(sandbox.id, hour);
    await someoneWaits(bed);
    await cancelTimer(engine.within(tx, sandbox, noon), "close", id);
    return { moving };
  });
  expect((await request.moving).ran).toEqual([]);
  expect(await told(bed, sandbox)).toEqual([]);
  expect(await timersOf(sandbox)).toEqual([]);
});

test("work that decided on what a request has changed meanwhile decides anew", async () => {
  let isFirst = true;
  const timers: TimerHandlers = {
    acme: {
      close: async (ctx, subject) => {
        await tell(ctx, "closed", subject);
        if (isFirst) {
          isFirst = false;
          throw new Refusal("conflict", "It changed while it was being updated.");
        }
      },
    },
  };
  const engine = await testEngine(bed, { timers });
  const sandbox = await testSandbox(bed);
  await setTimer(engine.within(bed.db, sandbox, noon), "close", "a", after(1));
  expect((await engine.moveClock(sandbox.id, hour)).ran).toHaveLength(1);
  expect(await told(bed, sandbox)).toEqual(["2030-06-01T12:01 closed a"]);
});

test("a sandbox that is dropped while its work runs goes with all of it, and the move ends as absent", async () => {
  const dropped: Promise<unknown>[] = [];
  const timers: TimerHandlers = {
    acme: {
      ring: async (ctx, subject) => {
        if (subject === "b") return; // It may come before the drop, or not at all.
        // The drop waits for the timer that this work has taken.
        dropped.push(Promise.all([bed.db.sandbox.deleteMany({ where: { id: ctx.sandbox.id } })]));
        await someoneWaits(bed);
        await tell(ctx, "rang", subject);
      },
    },
  };
  const engine = await testEngine(bed, { timers });
  const sandbox = await testSandbox(bed);
  const ctx = engine.within(bed.db, sandbox, noon);
  for (const subject of ["a", "b"]) await setTimer(ctx, "ring", subject, after(1));
  await expect(engine.moveClock(sandbox.id, hour)).rejects.toMatchObject({ name: "Refusal", code: "absent" });
  expect(await Promise.all(dropped)).toEqual([[{ count: 1 }]]);
  expect(await told(bed, sandbox)).toEqual([]);
});
