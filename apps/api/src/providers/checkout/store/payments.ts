import { query, raw, type Sql, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { type Page, sequenceFrom } from "../../../page.ts";
import type { Payment } from "../rules/payment.ts";
import type { Played } from "../rules/payment-events.ts";
import { decideAnew } from "./deciding.ts";
import { eventIdsOf, following, writeEvents } from "./events.ts";

/** A payment with all that was told of it. */
export interface KnownPayment {
  readonly payment: Payment;
  /** Oldest first, those of its disputes among them. */
  readonly eventIds: readonly string[];
}

export type ListedPayment = KnownPayment & { readonly sequence: bigint };

/** A row of `p` as the rules know a payment; amounts are far from what a JSON number could not hold. */
export const paymentJson = sql`json_build_object(
  'id', p.id, 'entityId', p.entity_id, 'processingChannelId', p.processing_channel_id, 'status', p.status,
  'isApproved', p.is_approved, 'responseCode', p.response_code, 'responseSummary', p.response_summary,
  'currency', p.currency, 'amount', p.amount, 'amountCaptured', p.amount_captured,
  'amountRefunded', p.amount_refunded, 'amountVoided', p.amount_voided, 'reference', p.reference,
  'metadata', p.metadata, 'details', p.details, 'revision', p.revision, 'createdAt', p.created_at)`;

export type PaymentJson = Omit<Payment, "createdAt"> & { readonly createdAt: string };

export function fromJson({ createdAt, ...payment }: PaymentJson): Payment {
  return { ...payment, createdAt: new Date(createdAt) };
}

export async function get(ctx: Context, id: string): Promise<KnownPayment> {
  const [known] = await find(ctx, sql`AND p.id = ${id}`);
  if (!known) throw new Refusal("absent", `There is no payment ${id} in this sandbox: listPayments tells all ids.`);
  return known;
}

/** Newest first. */
export async function list(ctx: Context, { limit, cursor }: Page): Promise<readonly ListedPayment[]> {
  const older = cursor === undefined ? sql`` : sql`AND p.sequence < ${sequenceFrom(cursor)}`;
  return find(ctx, sql`${older} ORDER BY p.sequence DESC LIMIT ${limit}`);
}

/** The payments that meet the condition on `p`. */
async function find(ctx: Context, condition: Sql): Promise<ListedPayment[]> {
  const rows = await query<{ payment: PaymentJson; eventIds: readonly string[]; sequence: bigint }>(
    ctx.db,
    sql`
    SELECT ${paymentJson} AS payment, ${eventIdsOf(ctx, sql`p.id`)} AS "eventIds", p.sequence
    FROM checkout_payment p WHERE p.sandbox_id = ${ctx.sandbox.id} ${condition}`,
  );
  return rows.map(({ payment, ...rest }) => ({ payment: fromJson(payment), ...rest }));
}

/** Writes a new payment and what is told of it in one statement. */
export async function create(ctx: Context, { payment: to, events }: Played): Promise<KnownPayment> {
  await query<unknown>(
    ctx.db,
    sql`
    WITH changed AS (
      INSERT INTO checkout_payment (
        sandbox_id, id, entity_id, processing_channel_id, status, is_approved, response_code, response_summary,
        currency, amount, amount_captured, amount_refunded, amount_voided, reference, metadata, details, created_at)
      VALUES (
        ${ctx.sandbox.id}, ${to.id}, ${to.entityId}, ${to.processingChannelId}, ${to.status}, ${to.isApproved},
        ${to.responseCode}, ${to.responseSummary}, ${to.currency}, ${to.amount}, ${to.amountCaptured},
        ${to.amountRefunded}, ${to.amountVoided}, ${to.reference}, ${JSON.stringify(to.metadata)}::json,
        ${JSON.stringify(to.details)}::json, ${to.createdAt})
      RETURNING id)
    ${following(writeEvents(ctx, changed, events))}
    SELECT id FROM changed`,
  );
  return { payment: to, eventIds: events.map(({ id }) => id) };
}

/** Changes a payment by what `decide` makes of it. */
export async function change(ctx: Context, id: string, decide: (payment: Payment) => Played): Promise<KnownPayment> {
  return decideAnew(async () => {
    const { payment: from, eventIds } = await get(ctx, id);
    const { payment, events } = decide(from);
    if (!(await commit(ctx, { payment, events }))) return undefined;
    return { payment, eventIds: [...eventIds, ...events.map(({ id }) => id)] };
  });
}

/** The change and its events are one statement. False where somebody else has changed the payment meanwhile. */
async function commit(ctx: Context, { payment: to, events }: Pick<Played, "payment" | "events">): Promise<boolean> {
  const written = await query<unknown>(
    ctx.db,
    sql`
    WITH changed AS (
      UPDATE checkout_payment SET
        status = ${to.status}, amount_captured = ${to.amountCaptured}, amount_refunded = ${to.amountRefunded},
        amount_voided = ${to.amountVoided}, revision = revision + 1
      WHERE sandbox_id = ${ctx.sandbox.id} AND id = ${to.id} AND revision = ${to.revision}
      RETURNING id)
    ${following(writeEvents(ctx, changed, events))}
    SELECT id FROM changed`,
  );
  return written.length > 0;
}

const changed = raw("changed");
