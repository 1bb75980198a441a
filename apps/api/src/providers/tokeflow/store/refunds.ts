import { type Sql, sql, type TokeflowRefundModel, toColumns } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Refund } from "../rules/refund.ts";
import type { Paging } from "../wire/envelope.ts";

/** `INSERT … ON CONFLICT DO UPDATE` for the statement of the transaction that is refunded; see `consequences`. */
export function writeRefund(ctx: Context, refund: Refund): Sql {
  const row = JSON.stringify(toColumns({ ...refund, sandboxId: ctx.sandbox.id }));
  return sql`
    INSERT INTO tokeflow_refund
    SELECT r.* FROM jsonb_populate_record(NULL::tokeflow_refund, ${row}::jsonb) AS r
    WHERE EXISTS (SELECT FROM changed)
    ON CONFLICT (sandbox_id, id) DO UPDATE SET status = excluded.status, updated_at = excluded.updated_at`;
}

/** One refund, of the caller's merchant or of any where `merchantId` is undefined. */
export async function get(ctx: Context, id: string, merchantId: string | undefined): Promise<Refund> {
  const row = await ctx.db.tokeflowRefund.findFirst({ where: { sandboxId: ctx.sandbox.id, id, merchantId } });
  if (!row) throw new Refusal("absent", "Refund not found.");
  return fromRow(row);
}

export async function pendingOf(ctx: Context, transactionId: string): Promise<Refund[]> {
  const where = { sandboxId: ctx.sandbox.id, transactionId, status: "pending" };
  return (await ctx.db.tokeflowRefund.findMany({ where, orderBy: { id: "asc" } })).map(fromRow);
}

export interface RefundFilter {
  readonly merchantId: string;
  readonly transactionId: string | undefined;
  readonly status: string | undefined;
}

/** One page, newest first, with the number of all that match. */
export async function list(ctx: Context, filter: RefundFilter, { page, limit }: Paging) {
  const where = { sandboxId: ctx.sandbox.id, ...filter };
  const [total, rows] = await Promise.all([
    ctx.db.tokeflowRefund.count({ where }),
    ctx.db.tokeflowRefund.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * limit,
      take: limit,
    }),
  ]);
  return { total, refunds: rows.map(fromRow) };
}

/** Only `writeRefund` writes these rows, so their words are the rules' own. */
function fromRow({ sandboxId: _, ...row }: TokeflowRefundModel): Refund {
  return row as unknown as Refund;
}
