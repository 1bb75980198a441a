import { query, type Sql, sql } from "@understudy/database";
import type { Context } from "@understudy/engine";
import { beforeAll, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { openWorld } from "../tests/support/world.ts";
import { listStatement, type TransactionFilter } from "./listing.ts";
import { listStatements, type OrderFilter } from "./orders.ts";

const { engine, publicUrl } = await testServer();
const world = await openWorld({ publicUrl });
const { sandboxId, merchantId, start } = world;
const ctx = await entered();
const { db } = engine;
const paging = { page: 2, limit: 20 };

/** 5,000 transactions, of which each filter below matches a hundredth or less: a second apart, up to the world's start. */
beforeAll(async () => {
  await db.$executeRaw`
    INSERT INTO tokeflow_transaction (
      sandbox_id, id, organization_id, merchant_id, order_id, external_order_id, customer_id, amount, amount_authorized,
      amount_captured, currency, payment_method, charge_type, country, status, created_at, updated_at)
    SELECT ${sandboxId}, 'tx_' || n, ${world.organizationId}, ${merchantId}, 'ord_' || n, 'ext_' || n,
      CASE WHEN n % 100 = 0 THEN 'cust_123' ELSE 'cust_x' || n END, 100, 100, 100,
      CASE WHEN n % 100 = 1 THEN 'USD' ELSE 'BRL' END, CASE WHEN n % 100 = 2 THEN 'boleto' ELSE 'wallet' END,
      'payment', 'BR', CASE WHEN n % 100 = 3 THEN 'voided' WHEN n % 100 = 4 THEN 'refunded' ELSE 'authorized' END,
      ${start}::timestamptz - n * interval '1 second', ${start}::timestamptz
    FROM generate_series(1, 5000) AS n`;
  await db.$executeRaw`
    INSERT INTO tokeflow_order (sandbox_id, id, transaction_id, order_type, created_at)
    SELECT sandbox_id, order_id, id, CASE WHEN currency = 'USD' THEN 'checkout' ELSE 'api' END, created_at
    FROM tokeflow_transaction`;
  await db.$executeRaw`ANALYZE tokeflow_transaction`;
  await db.$executeRaw`ANALYZE tokeflow_order`;
});

async function entered(): Promise<Context> {
  const context = await engine.enter(sandboxId);
  if (!context) throw new Error("There is no such sandbox.");
  return context;
}

interface Plan {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly Plans?: readonly Plan[];
}

async function planOf(statement: Sql): Promise<Plan> {
  const [row] = await query<{ "QUERY PLAN": [{ Plan: Plan }] }>(db, sql`EXPLAIN (FORMAT JSON) ${statement}`);
  if (!row) throw new Error("There is no plan.");
  return row["QUERY PLAN"][0].Plan;
}

/** How transactions are found: `Index Scan`, `Bitmap Heap Scan` … */
function scansOf(plan: Plan): string[] {
  const own = plan["Relation Name"] === "tokeflow_transaction" ? [plan["Node Type"]] : [];
  return [...own, ...(plan.Plans ?? []).flatMap(scansOf)];
}

async function expectIndexed(statement: Sql): Promise<void> {
  const scans = scansOf(await planOf(statement));
  expect(scans.length).toBeGreaterThan(0);
  expect(scans).not.toContain("Seq Scan");
}

const none: TransactionFilter = {
  merchantId,
  statuses: [],
  customerReference: undefined,
  orderId: undefined,
  paymentMethod: undefined,
  currency: undefined,
  from: undefined,
  to: undefined,
};

it.each<[string, Partial<TransactionFilter>, number]>([
  ["status", { statuses: ["voided"] }, 50],
  ["several statuses", { statuses: ["voided", "refunded"] }, 100],
  ["customer_reference by id", { customerReference: "cust_123" }, 50],
  ["customer_reference by e-mail", { customerReference: "maria@example.com" }, 50],
  ["order_id", { orderId: "ord_17" }, 1],
  ["payment_method", { paymentMethod: "boleto" }, 50],
  ["currency", { currency: "USD" }, 50],
  ["date_from", { from: new Date(start.getTime() - 40_000) }, 40],
  ["date_to", { to: new Date(start.getTime() - 4_961_000) }, 40],
])("transactions are filtered by %s with an index", async (_, filter, matches) => {
  const statement = listStatement(ctx, { ...none, ...filter }, paging);
  await expectIndexed(statement);
  const [row] = await query<{ total: bigint }>(db, statement);
  expect(Number(row?.total)).toBe(matches);
});

it.each<[string, Partial<OrderFilter>, number]>([
  ["order_type", { orderType: "checkout" }, 50],
  ["external_order_id", { externalOrderId: "ext_17" }, 1],
])("orders are filtered by %s with an index", async (_, filter, matches) => {
  const { count, page } = listStatements(
    ctx,
    { merchantId, orderType: undefined, externalOrderId: undefined, ...filter },
    paging,
  );
  await expectIndexed(count);
  await expectIndexed(page);
  const [row] = await query<{ total: bigint }>(db, count);
  expect(Number(row?.total)).toBe(matches);
});

it("orders without a filter are counted without looking at a single order", async () => {
  const { count } = listStatements(ctx, { merchantId, orderType: undefined, externalOrderId: undefined }, paging);
  expect(JSON.stringify(await planOf(count))).not.toContain("tokeflow_order");
});
