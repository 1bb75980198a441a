import { query, raw, type Sql, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Dispute, Disputed } from "../rules/dispute.ts";
import type { NewEvent } from "../rules/event.ts";
import type { Payment } from "../rules/payment.ts";
import { decideAnew } from "./deciding.ts";
import { eventIdsOf, following, writeEvents } from "./events.ts";
import * as payments from "./payments.ts";

/** A dispute with the payment that it is about, and all that was told of it. */
export interface KnownDispute {
  readonly dispute: Dispute;
  readonly payment: Payment;
  /** Oldest first. */
  readonly eventIds: readonly string[];
}

type DisputeJson = Omit<Dispute, "createdAt"> & { readonly createdAt: string };

interface Row {
  readonly dispute: DisputeJson;
  readonly payment: payments.PaymentJson;
  readonly eventIds: readonly string[];
}

export async function get(ctx: Context, id: string): Promise<KnownDispute> {
  const [row] = await query<Row>(
    ctx.db,
    sql`
    SELECT ${payments.paymentJson} AS payment, ${eventIdsOf(ctx, sql`d.id`)} AS "eventIds", json_build_object(
      'id', d.id, 'paymentId', d.payment_id, 'status', d.status, 'category', d.category,
      'reasonCode', d.reason_code, 'amount', d.amount, 'revision', d.revision, 'createdAt', d.created_at) AS dispute
    FROM checkout_dispute d
    JOIN checkout_payment p ON p.sandbox_id = d.sandbox_id AND p.id = d.payment_id
    WHERE d.sandbox_id = ${ctx.sandbox.id} AND d.id = ${id}`,
  );
  if (!row) throw new Refusal("absent", `There is no dispute ${id} in this sandbox: openDispute makes one.`);
  const { dispute, payment, eventIds } = row;
  const createdAt = new Date(dispute.createdAt);
  return { dispute: { ...dispute, createdAt }, payment: payments.fromJson(payment), eventIds };
}

/** Opens what `decide` makes of the payment. It is held, so that what is contested is still there when it is written. */
export async function open(
  ctx: Context,
  paymentId: string,
  decide: (payment: Payment) => Disputed,
): Promise<KnownDispute> {
  return decideAnew(async () => {
    const { payment } = await payments.get(ctx, paymentId);
    const { dispute, events } = decide(payment);
    const sandboxId = ctx.sandbox.id;
    const isWritten = await write(
      ctx,
      events,
      sql`held AS (
        SELECT id FROM checkout_payment
        WHERE sandbox_id = ${sandboxId} AND id = ${payment.id} AND revision = ${payment.revision} FOR SHARE),
      changed AS (
        INSERT INTO checkout_dispute (
          sandbox_id, id, payment_id, status, category, reason_code, amount, created_at)
        SELECT ${sandboxId}, ${dispute.id}, held.id, ${dispute.status}, ${dispute.category}, ${dispute.reasonCode},
          ${dispute.amount}, ${dispute.createdAt}
        FROM held RETURNING id)`,
    );
    return isWritten ? { dispute, payment, eventIds: events.map(({ id }) => id) } : undefined;
  });
}

/** Takes a dispute to where `decide` says. */
export async function change(
  ctx: Context,
  id: string,
  decide: (dispute: Dispute, payment: Payment) => Disputed,
): Promise<KnownDispute> {
  return decideAnew(async () => {
    const { dispute: from, payment, eventIds } = await get(ctx, id);
    const { dispute, events } = decide(from, payment);
    const isWritten = await write(
      ctx,
      events,
      sql`changed AS (
        UPDATE checkout_dispute SET status = ${dispute.status}, revision = revision + 1
        WHERE sandbox_id = ${ctx.sandbox.id} AND id = ${id} AND revision = ${from.revision}
        RETURNING id)`,
    );
    return isWritten ? { dispute, payment, eventIds: [...eventIds, ...events.map(({ id }) => id)] } : undefined;
  });
}

/** One statement: what makes the row `changed`, and the events. False where somebody else was faster. */
async function write(ctx: Context, events: readonly NewEvent[], changes: Sql): Promise<boolean> {
  const rows = await query<unknown>(
    ctx.db,
    sql`WITH ${changes} ${following(writeEvents(ctx, raw("changed"), events))} SELECT id FROM changed`,
  );
  return rows.length > 0;
}
