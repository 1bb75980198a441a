import { empty, query, type Sql, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { OrderType } from "../rules/order.ts";
import type { TransactionStatus } from "../rules/transaction.ts";
import type { Paging } from "../wire/envelope.ts";

/** What a merchant reconciles by: one for each charge, with the charge's status and how it came to it. */
export interface Order {
  readonly id: string;
  readonly merchantId: string;
  readonly organizationId: string;
  readonly orderType: OrderType;
  readonly status: TransactionStatus;
  readonly statusHistory: readonly { readonly status: TransactionStatus; readonly at: Date }[];
  readonly transactionId: string;
  readonly externalOrderId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface OrderFilter {
  readonly merchantId: string;
  readonly orderType: string | undefined;
  readonly externalOrderId: string | undefined;
}

/** One order, of the caller's merchant or of any where `merchantId` is undefined. */
export async function get(ctx: Context, id: string, merchantId: string | undefined): Promise<Order> {
  const ofMerchant = merchantId === undefined ? empty : sql`AND t.merchant_id = ${merchantId}`;
  const [row] = await query<OrderRow>(
    ctx.db,
    sql`
    SELECT ${columns} FROM tokeflow_order o
    JOIN tokeflow_transaction t ON t.sandbox_id = o.sandbox_id AND t.id = o.transaction_id
    WHERE o.sandbox_id = ${ctx.sandbox.id} AND o.id = ${id} ${ofMerchant}`,
  );
  if (!row) throw new Refusal("absent", "Order not found.");
  return fromRow(row);
}

/** One page, newest first, with the number of all that match. */
export async function list(ctx: Context, filter: OrderFilter, paging: Paging) {
  const { count, page } = listStatements(ctx, filter, paging);
  const [[counted], rows] = await Promise.all([query<{ total: bigint }>(ctx.db, count), query<OrderRow>(ctx.db, page)]);
  return { total: Number(counted?.total ?? 0), orders: rows.map(fromRow) };
}

/**
 * What `list` asks, for its plans to be judged. Every transaction has one order, so transactions alone are counted, and
 * a page is cut before its orders and histories are looked up.
 */
export function listStatements(ctx: Context, filter: OrderFilter, { page, limit }: Paging) {
  const matching = sql`
    FROM tokeflow_transaction t WHERE t.sandbox_id = ${ctx.sandbox.id} AND t.merchant_id = ${filter.merchantId}
    ${filter.orderType === undefined ? empty : ofType(ctx, filter.orderType)}
    ${filter.externalOrderId === undefined ? empty : sql`AND t.external_order_id = ${filter.externalOrderId}`}`;
  const newest = sql`ORDER BY t.created_at DESC, t.id DESC`;
  return {
    count: sql`SELECT count(*) AS total ${matching}`,
    page: sql`
      SELECT ${columns} FROM (SELECT t.* ${matching} ${newest} LIMIT ${limit} OFFSET ${(page - 1) * limit}) t
      JOIN tokeflow_order o ON o.sandbox_id = t.sandbox_id AND o.transaction_id = t.id ${newest}`,
  };
}

function ofType(ctx: Context, orderType: string): Sql {
  return sql`AND t.id IN (
    SELECT o.transaction_id FROM tokeflow_order o
    WHERE o.sandbox_id = ${ctx.sandbox.id} AND o.order_type = ${orderType})`;
}

/** The history is what the transaction's events have shown, where the status changed. */
const columns: Sql = sql`
  o.id, t.merchant_id, t.organization_id, o.order_type, t.status, t.id AS transaction_id, t.external_order_id,
  o.created_at, t.updated_at, (
    SELECT coalesce(jsonb_agg(jsonb_build_object('status', e.status, 'at', e.at) ORDER BY e.sequence), '[]')
    FROM (
      SELECT data->>'status' AS status, data->>'updated_at' AS at, sequence,
        lag(data->>'status') OVER (ORDER BY sequence) AS before
      FROM event WHERE sandbox_id = t.sandbox_id AND subject = t.id AND provider = 'tokeflow'
    ) e WHERE e.status IS DISTINCT FROM e.before
  ) AS status_history`;

interface OrderRow {
  id: string;
  merchant_id: string;
  organization_id: string;
  order_type: OrderType;
  status: TransactionStatus;
  transaction_id: string;
  external_order_id: string | null;
  created_at: Date;
  updated_at: Date;
  status_history: { status: TransactionStatus; at: string }[];
}

function fromRow(row: OrderRow): Order {
  return {
    id: row.id,
    merchantId: row.merchant_id,
    organizationId: row.organization_id,
    orderType: row.order_type,
    status: row.status,
    statusHistory: row.status_history.map(({ status, at }) => ({ status, at: new Date(at) })),
    transactionId: row.transaction_id,
    externalOrderId: row.external_order_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
