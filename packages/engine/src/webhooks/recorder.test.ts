import { expect, test } from "vitest";
import { after, eventually, noon, testBed } from "../testing.ts";
import { acmeThat } from "./acme.fixture.ts";
import { type Made, Recorder } from "./recorder.ts";
import { attemptsIn, deliveriesIn, happen, listen, receiver, stillWorld, times, world } from "./testing.ts";

const bed = await testBed();

/** So many deliveries that are owed, and nobody who sends. */
async function owed(count: number) {
  const here = await stillWorld(bed);
  await listen(here.ctx, "http://127.0.0.1:1/");
  await happen(here.ctx, ...times(count, (n) => ({ subject: `${n}` })));
  const rows = await deliveriesIn(bed, here.sandbox);
  return { ...here, attempts: rows.map(({ id, sandboxId }) => attempt(id, sandboxId)) };
}

const attempt = (deliveryId: string, sandboxId: string, made: Partial<Made> = {}): Made => ({
  ...{ deliveryId, sandboxId, number: 1, at: noon, requestHeaders: {}, succeeded: true, nextAt: undefined },
  outcome: { status: 200, headers: {}, body: Buffer.from([0, 255]), error: null, durationMs: 1, isSlow: false },
  ...made,
});

test("what was made while a statement ran is written by the next, all of it and each in its place", async () => {
  const { attempts, sandbox } = await owed(500);
  const recorder = new Recorder(bed.db);
  await Promise.all(
    attempts.map((made, n) => recorder.record(n % 2 ? made : { ...made, succeeded: false, nextAt: after(n) })),
  );
  const rows = await deliveriesIn(bed, sandbox);
  expect(rows.map(({ status, attempts, dueAt }) => [status, attempts, dueAt])).toEqual(
    times(500, (n) => (n % 2 ? ["successful", 1, null] : ["pending", 1, after(n)])),
  );
  const written = await attemptsIn(bed, sandbox);
  expect(written).toHaveLength(500);
  expect(written.every(({ responseBody }) => Buffer.from(responseBody ?? []).equals(Buffer.from([0, 255])))).toBe(true);
});

test("an attempt that somebody else has made meanwhile is not written again", async () => {
  const { attempts, sandbox } = await owed(1);
  const [made = attempt("", "")] = attempts;
  await new Recorder(bed.db).record({ ...made, succeeded: false, nextAt: after(1) });
  await new Recorder(bed.db).record(made);
  expect(await deliveriesIn(bed, sandbox)).toMatchObject([{ status: "pending", attempts: 1 }]);
  expect(await attemptsIn(bed, sandbox)).toMatchObject([{ number: 1, succeeded: false }]);
});

test("an attempt that cannot be written does not take the others with it", async () => {
  const { attempts, sandbox } = await owed(5);
  const recorder = new Recorder(bed.db);
  // The first goes alone, and what comes meanwhile together.
  const outcomes = await Promise.allSettled(
    attempts.map((made, n) => recorder.record(n === 3 ? { ...made, requestHeaders: { "X-Zero": "\0" } } : made)),
  );
  expect(outcomes.map(({ status }) => status)).toEqual([
    ...["fulfilled", "fulfilled", "fulfilled", "rejected", "fulfilled"],
  ]);
  expect((await deliveriesIn(bed, sandbox)).map(({ attempts }) => attempts)).toEqual([1, 1, 1, 0, 1]);
});

test("a connection that is lost costs no attempt", async () => {
  const { attempts, sandbox } = await owed(200);
  const recorder = new Recorder(bed.db);
  const written = Promise.all(attempts.map((made) => recorder.record(made)));
  const { rows } = await bed.pool.query("SELECT pg_backend_pid() AS pid");
  await bed.pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> $1",
    [rows[0].pid],
  );
  await written;
  expect(await attemptsIn(bed, sandbox)).toHaveLength(200);
});

test("a sandbox that is being dropped does not keep the others waiting", async () => {
  const [dropped, other] = [await owed(3), await owed(3)];
  const recorder = new Recorder(bed.db);
  const client = await bed.pool.connect();
  await client.query("BEGIN");
  await client.query("DELETE FROM sandbox WHERE id = $1", [dropped.sandbox.id]);
  await Promise.all([...dropped.attempts, ...other.attempts].map((made) => recorder.record(made)));
  expect(await attemptsIn(bed, other.sandbox)).toHaveLength(3);
  await client.query("ROLLBACK");
  client.release();
  // It was not dropped after all: it is owed still.
  expect((await deliveriesIn(bed, dropped.sandbox)).map(({ attempts }) => attempts)).toEqual([0, 0, 0]);
});

test("sandboxes are dropped while their webhooks are sent, and nothing of them is left, nor told as a mistake", async () => {
  const errors: unknown[] = [];
  const log = { warn: () => undefined, error: (details: object) => void errors.push(details) };
  const here = await world(bed, { log, scheme: acmeThat([10, 10], 200), at: null });
  const endpoints = await Promise.all(times(3, () => receiver((_, __, n) => (n % 5 ? 200 : n % 2 ? 500 : undefined))));
  for (const _ of times(6, () => 0)) {
    const { sandbox, ctx } = await world(bed, { log, scheme: acmeThat([10, 10], 200), at: null });
    const before = endpoints.reduce((sum, { got }) => sum + got.length, 0);
    for (const [n, { url }] of endpoints.entries()) await listen(ctx, url, { endpointId: `end_${n}` });
    await happen(ctx, ...times(200, () => ({})));
    await eventually(() =>
      expect(endpoints.reduce((sum, { got }) => sum + got.length, 0)).toBeGreaterThan(before + 100),
    );
    await bed.db.sandbox.delete({ where: { id: sandbox.id } });
    await here.engine.caughtUp();
    const where = { where: { sandboxId: sandbox.id } };
    await eventually(async () =>
      expect([await bed.db.delivery.count(where), await bed.db.deliveryAttempt.count(where)]).toEqual([0, 0]),
    );
  }
  expect(errors).toEqual([]);
}, 60_000);
