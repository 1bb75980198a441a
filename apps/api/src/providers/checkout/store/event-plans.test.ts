import { type Database, query, type Sql, sql } from "@understudy/database";
import type { Context } from "@understudy/engine";
import { beforeAll, describe, expect, it, test } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { openWorld } from "../tests/support/world.ts";
import { ofAction } from "./deliveries.ts";
import * as events from "./events.ts";
import * as payments from "./payments.ts";
import { eventsSince } from "./reflows.ts";

const { engine, publicUrl } = await testServer();
const { sandboxId, start } = await openWorld({ publicUrl });
const { db } = engine;

/** 20,000 events of 2,000 subjects, each with an attempted delivery to one of 200 actions. */
beforeAll(async () => {
  const each = sql`FROM generate_series(1, 20000) AS n`;
  const statements = [
    sql`INSERT INTO event (id, sandbox_id, provider, type, subject, data, occurred_at)
      SELECT 'evt_' || n, ${sandboxId}, 'checkout', 'payment_approved', 'pay_' || n % 2000, '{}',
        ${start}::timestamptz - n * interval '1 hour' ${each}`,
    sql`INSERT INTO checkout_event (sandbox_id, id, source, version, occurred_at)
      SELECT sandbox_id, id, 'gateway', '1.0.29', occurred_at FROM event WHERE sandbox_id = ${sandboxId}`,
    sql`INSERT INTO checkout_event_subject (sandbox_id, subject_id, event_id)
      SELECT sandbox_id, subject, id FROM event WHERE sandbox_id = ${sandboxId}`,
    sql`INSERT INTO checkout_payment (
        sandbox_id, id, entity_id, processing_channel_id, status, is_approved, response_code, response_summary, currency,
        amount, details, created_at)
      SELECT ${sandboxId}, 'pay_' || n, 'ent', 'pc', 'Authorized', true, '10000', 'Approved', 'GBP', 100, '{}', ${start}
      FROM generate_series(0, 1999) AS n`,
    sql`INSERT INTO subscription (id, sandbox_id, provider, endpoint_id, group_id, filter, target, created_at)
      SELECT 'sub_' || n, ${sandboxId}, 'checkout', 'wfa_' || n, 'wf_' || n, '{"source_type": []}', '{}', ${start}
      FROM generate_series(1, 2000) AS n`,
    sql`INSERT INTO delivery (
        id, sandbox_id, provider, event_id, subscription_id, endpoint_id, group_id, cause, status, attempts, created_at)
      SELECT 'dlv_' || n, ${sandboxId}, 'checkout', 'evt_' || n, 'sub_' || (n % 200 + 1), 'wfa_' || (n % 200 + 1),
        'wf_' || (n % 200 + 1), 'event', 'successful', 1, ${start} ${each}`,
    sql`INSERT INTO delivery_attempt (
        delivery_id, number, sandbox_id, at, duration_ms, request_headers, status, succeeded, is_final)
      SELECT id, 1, sandbox_id, created_at, 5, '{}', 200, true, true FROM delivery WHERE sandbox_id = ${sandboxId}`,
    sql`ANALYZE`,
  ];
  for (const statement of statements) await db.$executeRaw(statement);
});

/** A context whose statements are noted. */
async function watched() {
  const ctx = await engine.enter(sandboxId);
  if (!ctx) throw new Error("There is no such sandbox.");
  const statements: Sql[] = [];
  const watching = {
    async $queryRaw(statement: Sql) {
      statements.push(statement);
      return db.$queryRaw(statement);
    },
  } as unknown as Database;
  return { ctx: { ...ctx, db: watching } satisfies Context, statements };
}

interface Plan {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly Plans?: readonly Plan[];
}

/** The tables that the statement would read from end to end. */
async function scannedBy(statement: Sql): Promise<string[]> {
  const [row] = await query<{ "QUERY PLAN": [{ Plan: Plan }] }>(db, sql`EXPLAIN (FORMAT JSON) ${statement}`);
  const walk = (plan: Plan): string[] => [
    ...(plan["Node Type"].includes("Seq Scan") ? [plan["Relation Name"] ?? ""] : []),
    ...(plan.Plans ?? []).flatMap(walk),
  ];
  return row ? walk(row["QUERY PLAN"][0].Plan) : ["no plan"];
}

describe("one statement that goes by indexes alone reads", () => {
  const reads: Record<string, (ctx: Context) => Promise<unknown>> = {
    "an event with its invocations": (ctx) => events.get(ctx, "evt_777"),
    "the invocations of an action": (ctx) => ofAction(ctx, "evt_777", "wfa_178"),
    "the events of a subject": (ctx) => events.ofSubject(ctx, "pay_777"),
    "the events of a subject to reflow": (ctx) => eventsSince(ctx, { subjectIds: ["pay_777", "pay_778"] }, start),
    "events to reflow": (ctx) => eventsSince(ctx, { eventIds: ["evt_1", "evt_2", "evt_3"] }, start),
    "a payment with its events": (ctx) => payments.get(ctx, "pay_777"),
    "a page of payments with their events": (ctx) => payments.list(ctx, { limit: 21, cursor: "1000" }),
  };

  test.each(Object.keys(reads))("%s", async (name) => {
    const { ctx, statements } = await watched();
    await reads[name]?.(ctx);
    expect(statements).toHaveLength(1);
    for (const statement of statements) expect(await scannedBy(statement)).toEqual([]);
  });
});

it("would be noticed if it went through a whole table", async () => {
  expect(await scannedBy(sql`SELECT FROM event WHERE type = 'payment_lost'`)).toEqual(["event"]);
});

it("reads what is there, however much else there is", async () => {
  const { ctx } = await watched();
  expect(await events.get(ctx, "evt_777")).toMatchObject({ executions: [{ statuses: ["successful"] }] });
  expect(await ofAction(ctx, "evt_777", "wfa_178")).toMatchObject({ workflowId: "wf_178", attempts: [{ number: 1 }] });
  const told = await events.ofSubject(ctx, "pay_777");
  expect(told.map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, index) => `evt_${18_777 - index * 2000}`));
});
