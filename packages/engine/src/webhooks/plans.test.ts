import type { Database, Sql } from "@understudy/database";
import { expect, test } from "vitest";
import { after, noon, testBed } from "../testing.ts";
import { dueIn, dueNow, type Endpoint, isOwed, sliceOf } from "./owed.ts";
import { happen, listen, stillWorld } from "./testing.ts";
import { upcomingIn, upcomingOfAll } from "./upcoming.ts";

const bed = await testBed();

/** An endpoint with one delivery that is due, among many that are finished and many that wait for their retry. */
async function busyEndpoint(finished: number, waiting: number): Promise<Endpoint> {
  const { sandbox, ctx } = await stillWorld(bed);
  await listen(ctx, "http://127.0.0.1:1/");
  const [eventId] = await happen(ctx);
  const due = await bed.db.delivery.findFirstOrThrow({ where: { sandboxId: sandbox.id } });
  await bed.pool.query(
    `INSERT INTO delivery (
      id, sandbox_id, provider, event_id, subscription_id, endpoint_id, cause, status, attempts, due_at, created_at)
    SELECT 'dlv_' || n, $1, 'acme', $2, $3, 'end_1', 'event', 'pending', 1,
      CASE WHEN n > $4 THEN $5::timestamptz + n * interval '1 ms' END, $6
    FROM generate_series(1, $4::int + $7::int) AS n`,
    [sandbox.id, eventId, due.subscriptionId, finished, after(60), noon, waiting],
  );
  return { subscriptionId: due.subscriptionId, sandboxId: sandbox.id, provider: "acme", target: {} };
}

interface Plan {
  readonly "Relation Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly Plan[];
}

/** How many rows of deliveries a plan has looked at. */
function lookedAt(plan: Plan): number {
  const own = plan["Actual Rows"] + (plan["Rows Removed by Filter"] ?? 0);
  const children = (plan.Plans ?? []).reduce((sum, child) => sum + lookedAt(child), 0);
  return children + (plan["Relation Name"] === "delivery" ? own * plan["Actual Loops"] : 0);
}

/** A database that carries statements out to tell how it has gone about them. */
function explaining(mode: string) {
  const rows: number[] = [];
  const $queryRaw = async ({ text, values }: Sql) => {
    const client = await bed.pool.connect();
    try {
      await client.query(`SET plan_cache_mode = ${mode}`);
      const given = values.map((value) => (value instanceof Date ? value.toISOString() : value));
      const answer = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, given);
      rows.push(lookedAt(answer.rows[0]["QUERY PLAN"][0].Plan));
    } finally {
      client.release(true);
    }
    return [];
  };
  return { db: { $queryRaw } as unknown as Database, rows };
}

test.each(["force_custom_plan", "force_generic_plan"])(
  "however much is finished or waits, only what is due is looked at (%s)",
  async (mode) => {
    const to = await busyEndpoint(20_000, 5_000);
    const slice = { until: noon, newest: 10n ** 12n };
    for (const prepare of ["SELECT", "VACUUM ANALYZE"]) {
      await bed.pool.query(prepare);
      const { db, rows } = explaining(mode);
      await dueNow(db, to, ["dlv_1"], 64);
      await dueIn(db, to, slice, ["dlv_1"], 64);
      await isOwed(db, to.subscriptionId, slice);
      await sliceOf(db, to.sandboxId, noon);
      await upcomingIn(db, [to.sandboxId], 5_000);
      await upcomingOfAll(db, 5_000);
      expect(Math.max(...rows), `${prepare}: ${rows}`).toBeLessThan(20);
    }
    await bed.db.sandbox.delete({ where: { id: to.sandboxId } });
  },
);
