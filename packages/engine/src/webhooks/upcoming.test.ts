import { expect, test } from "vitest";
import { realNow } from "../real-time.ts";
import { noon, testBed } from "../testing.ts";
import { happen, listen, stillWorld } from "./testing.ts";
import { upcomingIn, upcomingOfAll } from "./upcoming.ts";

const bed = await testBed();

const hourMs = 3_600_000;

/** An endpoint to which two deliveries are owed, the first of them so long after the sandbox's time. */
async function owing(inMs: number, clock: { frozenAt?: Date; offsetMs?: number; heldMode?: string }) {
  const { sandbox, ctx } = await stillWorld(bed);
  const { frozenAt = null, offsetMs = 0, heldMode = null } = clock;
  const data = { clockFrozenAt: frozenAt, clockOffsetMs: BigInt(offsetMs), clockHeldMode: heldMode };
  await bed.db.sandbox.update({ where: { id: sandbox.id }, data });
  await listen(ctx, "http://127.0.0.1:1/");
  const begun = realNow().getTime();
  const now = frozenAt?.getTime() ?? begun + offsetMs;
  await happen(ctx, { deliverAt: new Date(now + inMs) }, { deliverAt: new Date(now + inMs + 1_000) });
  return { sandboxId: sandbox.id, realDueAt: new Date(begun + inMs) };
}

/** When something falls due there, as both ways to look tell it. */
async function upcoming(sandboxId: string): Promise<(Date | "now")[]> {
  const { id } = await bed.db.subscription.findFirstOrThrow({ where: { sandboxId } });
  const [all, some] = [await upcomingOfAll(bed.db, 5_000), await upcomingIn(bed.db, [sandboxId], 5_000)];
  const told = (rows: typeof all) =>
    rows.flatMap(({ subscriptionId, at }) => {
      if (subscriptionId !== id) return [];
      return [Math.abs(at.getTime() - realNow().getTime()) < 1_000 ? ("now" as const) : at];
    });
  expect(told(all)).toEqual(told(some));
  return told(some);
}

test.each([
  ["due for long, by a clock that runs", -10_000, {}],
  ["due soon", 4_000, {}],
  ["due soon by a clock that is ahead", 4_000, { offsetMs: 7 * hourMs }],
  ["due soon by a clock that is behind", 4_000, { offsetMs: -7 * hourMs }],
])("%s: told with its real time", async (_, inMs, clock) => {
  const { sandboxId, realDueAt } = await owing(inMs, clock);
  expect(await upcoming(sandboxId)).toEqual([realDueAt]);
});

test.each([
  ["due by a clock that stands", 0],
  ["due a day ago by a clock that stands", -24 * hourMs],
])("%s: due now", async (_, inMs) => {
  const { sandboxId } = await owing(inMs, { frozenAt: noon });
  expect(await upcoming(sandboxId)).toEqual(["now"]);
});

test.each([
  ["due later than it is looked", 60_000, {}],
  ["due a moment later than the time at which a clock stands", 1, { frozenAt: noon }],
  ["due while a move holds the clock", -10_000, { frozenAt: noon, heldMode: "running" }],
])("%s: not told", async (_, inMs, clock) => {
  const { sandboxId } = await owing(inMs, clock);
  expect(await upcoming(sandboxId)).toEqual([]);
});

test("nothing is told where nothing is owed any more", async () => {
  const { sandboxId } = await owing(-10_000, {});
  await bed.db.delivery.updateMany({ where: { sandboxId }, data: { dueAt: null } });
  expect(await upcoming(sandboxId)).toEqual([]);
});
