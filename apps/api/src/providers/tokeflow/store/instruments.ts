import { type Sql, sql, type TokeflowPaymentInstrumentModel, toColumns } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Paging } from "../wire/envelope.ts";

export type PaymentInstrument = TokeflowPaymentInstrumentModel;

export type NewInstrument = Omit<PaymentInstrument, "sandboxId" | "deletedAt">;

/** `INSERT …` for the statement of the transaction that verified the card; see `consequences`. */
export function insertInstrument(ctx: Context, instrument: NewInstrument): Sql {
  const row = JSON.stringify(toColumns({ ...instrument, sandboxId: ctx.sandbox.id }));
  return sql`
    INSERT INTO tokeflow_payment_instrument
    SELECT i.* FROM jsonb_populate_record(NULL::tokeflow_payment_instrument, ${row}::jsonb) AS i
    WHERE EXISTS (SELECT FROM changed)`;
}

/** A merchant's stored card; a deleted one is absent. */
export async function get(ctx: Context, id: string, merchantId: string): Promise<PaymentInstrument> {
  const where = { sandboxId: ctx.sandbox.id, id, merchantId, deletedAt: null };
  const instrument = await ctx.db.tokeflowPaymentInstrument.findFirst({ where });
  if (!instrument) throw new Refusal("absent", "Payment instrument not found.");
  return instrument;
}

/** The row stays for the transactions that were charged with it. */
export async function remove(ctx: Context, id: string, merchantId: string): Promise<void> {
  const { count } = await ctx.db.tokeflowPaymentInstrument.updateMany({
    where: { sandboxId: ctx.sandbox.id, id, merchantId, deletedAt: null },
    data: { deletedAt: ctx.now },
  });
  if (count === 0) throw new Refusal("absent", "Payment instrument not found.");
}

/** One page, newest first, with the number of all. */
export async function list(ctx: Context, merchantId: string, customerId: string | undefined, { page, limit }: Paging) {
  const where = { sandboxId: ctx.sandbox.id, merchantId, deletedAt: null, ...(customerId && { customerId }) };
  const [total, instruments] = await Promise.all([
    ctx.db.tokeflowPaymentInstrument.count({ where }),
    ctx.db.tokeflowPaymentInstrument.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * limit,
      take: limit,
    }),
  ]);
  return { total, instruments };
}
