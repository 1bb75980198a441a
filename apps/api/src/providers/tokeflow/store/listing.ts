import { type Columns, empty, join, query, type Sql, sql } from "@understudy/database";
import type { Context } from "@understudy/engine";
import type { Transaction, TransactionStatus } from "../rules/transaction.ts";
import type { Paging } from "../wire/envelope.ts";
import { fromJson, transactionJson } from "./transactions.ts";

export interface TransactionFilter {
  readonly merchantId: string;
  readonly statuses: readonly TransactionStatus[];
  /** A customer's id, or the e-mail address of one (providers/tokeflow.md 9.12). */
  readonly customerReference: string | undefined;
  readonly orderId: string | undefined;
  readonly paymentMethod: string | undefined;
  readonly currency: string | undefined;
  readonly from: Date | undefined;
  readonly to: Date | undefined;
}

export interface Listed {
  readonly total: number;
  readonly transactions: readonly Transaction[];
}

/** One page, newest first and in order of their ids where times are equal, with the number of all that match. */
export async function list(ctx: Context, filter: TransactionFilter, paging: Paging): Promise<Listed> {
  const statement = listStatement(ctx, filter, paging);
  const [answer] = await query<{ total: bigint; transactions: Columns[] }>(ctx.db, statement);
  return { total: Number(answer?.total ?? 0), transactions: (answer?.transactions ?? []).map(fromJson) };
}

/** What `list` asks, for its plan to be judged. */
export function listStatement(ctx: Context, filter: TransactionFilter, { page, limit }: Paging): Sql {
  const matching = sql`
    FROM tokeflow_transaction t
    WHERE t.sandbox_id = ${ctx.sandbox.id} AND t.merchant_id = ${filter.merchantId} ${narrowing(ctx, filter)}`;
  return sql`
    SELECT (SELECT count(*) ${matching}) AS total, (
      SELECT coalesce(jsonb_agg(${transactionJson} ORDER BY t.created_at DESC, t.id DESC), '[]')
      FROM (SELECT t.* ${matching} ORDER BY t.created_at DESC, t.id DESC LIMIT ${limit} OFFSET ${(page - 1) * limit}) t
    ) AS transactions`;
}

function narrowing(ctx: Context, filter: TransactionFilter): Sql {
  const conditions = [
    filter.statuses.length > 0 && sql`t.status = ANY(${filter.statuses})`,
    filter.customerReference !== undefined && ofCustomer(ctx, filter.merchantId, filter.customerReference),
    filter.orderId !== undefined && ofOrder(ctx, filter.orderId),
    filter.paymentMethod !== undefined && sql`t.payment_method = ${filter.paymentMethod}`,
    filter.currency !== undefined && sql`t.currency = ${filter.currency}`,
    filter.from && sql`t.created_at >= ${filter.from}`,
    filter.to && sql`t.created_at <= ${filter.to}`,
  ].filter((condition) => typeof condition === "object");
  return conditions.length > 0 ? sql`AND ${join(conditions, " AND ")}` : empty;
}

/** By the order's own key, which leads to its one transaction. */
function ofOrder(ctx: Context, orderId: string): Sql {
  return sql`t.id = (
    SELECT o.transaction_id FROM tokeflow_order o WHERE o.sandbox_id = ${ctx.sandbox.id} AND o.id = ${orderId})`;
}

/** An array, since the index on customers is asked for each of its values. */
function ofCustomer(ctx: Context, merchantId: string, reference: string): Sql {
  return sql`t.customer_id = ANY(ARRAY(
    SELECT ${reference} UNION ALL
    SELECT c.id FROM tokeflow_customer c
    WHERE c.sandbox_id = ${ctx.sandbox.id} AND c.merchant_id = ${merchantId} AND c.email = ${reference.toLowerCase()}))`;
}
