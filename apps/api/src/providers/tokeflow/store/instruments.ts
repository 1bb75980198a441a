import { query, raw, sql, type TokeflowPaymentInstrumentModel, toColumns } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import { type Context, insertEvents } from "@understudy/engine";
import { eventOf, type Owner } from "../events.ts";
import type { Paging } from "../wire/envelope.ts";
import { instrumentToWire } from "../wire/payment-instrument.ts";
import type { Also } from "./transactions.ts";

export type PaymentInstrument = TokeflowPaymentInstrumentModel;

export type NewInstrument = Omit<PaymentInstrument, "sandboxId" | "deletedAt">;

/** What the statement of the transaction that verified the card writes besides. */
export function writeInstrument(ctx: Context, instrument: NewInstrument, owner: Owner): Also {
  const row = JSON.stringify(toColumns({ ...instrument, sandboxId: ctx.sandbox.id }));
  const insert = sql`
    INSERT INTO tokeflow_payment_instrument
    SELECT i.* FROM jsonb_populate_record(NULL::tokeflow_payment_instrument, ${row}::jsonb) AS i
    WHERE EXISTS (SELECT FROM changed)`;
  const created = eventOf(owner, "payment_instrument.created", instrument.id, instrumentToWire(instrument));
  return { parts: { instrument: insert }, told: [created] };
}

/** A merchant's stored card; a deleted one is absent. */
export async function get(ctx: Context, id: string, merchantId: string): Promise<PaymentInstrument> {
  const where = { sandboxId: ctx.sandbox.id, id, merchantId, deletedAt: null };
  const instrument = await ctx.db.tokeflowPaymentInstrument.findFirst({ where });
  if (!instrument) throw absentInstrument();
  return instrument;
}

/** A stored card of any merchant, a deleted one too; undefined where there is none. */
export async function find(ctx: Context, id: string): Promise<PaymentInstrument | undefined> {
  const where = { sandboxId_id: { sandboxId: ctx.sandbox.id, id } };
  return (await ctx.db.tokeflowPaymentInstrument.findUnique({ where })) ?? undefined;
}

/** The row stays for the transactions that were charged with it. */
export async function remove(ctx: Context, id: string, owner: Owner): Promise<void> {
  const instrument = await get(ctx, id, owner.merchantId);
  const event = eventOf(owner, "payment_instrument.deleted", id, instrumentToWire(instrument));
  const deleted = await query<unknown>(
    ctx.db,
    sql`
    WITH deleted AS (
      UPDATE tokeflow_payment_instrument SET deleted_at = ${ctx.now}
      WHERE sandbox_id = ${ctx.sandbox.id} AND id = ${id} AND deleted_at IS NULL
      RETURNING id)
    , events AS (${insertEvents(ctx, raw("deleted"), [event])})
    SELECT id FROM deleted`,
  );
  if (deleted.length === 0) throw absentInstrument();
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

function absentInstrument(): Refusal {
  return new Refusal("absent", "Payment instrument not found.");
}
