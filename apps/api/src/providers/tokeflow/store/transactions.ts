import { type Columns, empty, fromColumns, join, query, raw, type Sql, sql, toColumns } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import {
  type Context,
  deleteTimer,
  type EventSpec,
  insertEvents,
  insertTimer,
  type TimerSpec,
} from "@understudy/engine";
import { eventOf } from "../events.ts";
import type { Attempt, Change, Transaction } from "../rules/transaction.ts";
import { toWire } from "../wire/transaction.ts";

/** Data-modifying queries by name, as parts of a change's statement: they may refer to `changed`. */
export type Parts = Readonly<Record<string, Sql>>;

/** What else is written with a change. */
export interface Also {
  readonly parts?: Parts;
  /** What is told after the transaction's own events. */
  readonly told?: readonly EventSpec[];
}

/** The one timer of a transaction: a PIX or boleto that nobody paid, an authorization that nobody captured. */
export const lapseTimer = "lapse_transaction";

const times = new Set(["createdAt", "updatedAt", "expiresAt", "startedAt", "finishedAt"]);

/** The transaction with its attempts: one of the caller's merchant, or of any where `merchantId` is undefined. */
export async function get(ctx: Context, id: string, merchantId: string | undefined): Promise<Transaction> {
  const found = await find(ctx, sql`t.id = ${id} ${ofMerchant(merchantId)}`);
  if (!found) throw new Refusal("absent", "Transaction not found.");
  return found;
}

/** A transaction of any merchant; undefined where there is none. */
export async function findById(ctx: Context, id: string): Promise<Transaction | undefined> {
  return find(ctx, sql`t.id = ${id}`);
}

/** The transaction that meets the condition on `t`; undefined where none does. */
export async function find(ctx: Context, condition: Sql): Promise<Transaction | undefined> {
  const [row] = await query<{ transaction: Columns }>(
    ctx.db,
    sql`
    SELECT ${transactionJson} AS transaction
    FROM tokeflow_transaction t WHERE t.sandbox_id = ${ctx.sandbox.id} AND ${condition}`,
  );
  return row && fromJson(row.transaction);
}

/** A row of `t` with its attempts in order, as one JSON value: what every read of transactions selects. */
export const transactionJson = sql`
  to_jsonb(t) || jsonb_build_object('attempts', (
    SELECT coalesce(jsonb_agg(to_jsonb(a) ORDER BY a.attempt_number), '[]')
    FROM tokeflow_attempt a WHERE a.sandbox_id = t.sandbox_id AND a.transaction_id = t.id))`;

export function fromJson({ attempts, ...columns }: Columns): Transaction {
  const rows = attempts as readonly Columns[];
  return {
    ...fromColumns<Omit<Transaction, "attempts">>(columns, times),
    attempts: rows.map((row) => fromColumns<Attempt>(row, times)),
  };
}

/** How often a change is decided anew because somebody else was faster. Each time somebody was, so it does not go on. */
const tries = 100;

/**
 * Loads a transaction, decides and commits. Where somebody changed it meanwhile, the decision is made again on what they
 * left: of two captures at once the later one finds a captured transaction and is refused for that.
 */
export async function change<T extends Change>(
  ctx: Context,
  id: string,
  merchantId: string | undefined,
  decide: (transaction: Transaction) => T,
  also: (decided: T) => Also = () => ({}),
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const transaction = await get(ctx, id, merchantId);
    const decided = decide(transaction);
    try {
      await commit(ctx, transaction, decided, also(decided));
      return decided;
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "conflict" || attempt === tries) throw error;
    }
  }
}

/**
 * The change, its events and its timer are one statement: one round trip, and never one without the others. A
 * transaction that somebody else has changed meanwhile is left alone.
 */
export async function commit(ctx: Context, from: Transaction, change: Change, also: Also = {}): Promise<void> {
  const to = change.transaction;
  const written = await query<unknown>(
    ctx.db,
    sql`
    WITH changed AS (
      UPDATE tokeflow_transaction SET
        status = ${to.status}, amount_authorized = ${to.amountAuthorized}, amount_captured = ${to.amountCaptured},
        amount_refunded = ${to.amountRefunded}, amount_refund_pending = ${to.amountRefundPending},
        applied_routing_rule_id = ${to.appliedRoutingRuleId}, payment_instrument_id = ${to.paymentInstrumentId},
        expires_at = ${to.expiresAt}, updated_at = ${to.updatedAt}, revision = revision + 1
      WHERE sandbox_id = ${ctx.sandbox.id} AND id = ${from.id} AND revision = ${from.revision}
      RETURNING id)
    ${consequences(ctx, from, change, also)}
    SELECT id FROM changed`,
  );
  if (written.length === 0)
    throw new Refusal("conflict", `${from.id} changed while it was being updated. Read it and try again.`);
}

/** All that is written because `changed` has a row, as further parts of its statement. A creation comes from nothing. */
export function consequences(
  ctx: Context,
  from: Transaction | undefined,
  change: Change,
  { parts: given, told = [] }: Also,
): Sql {
  const { transaction } = change;
  const { attempts, expiresAt } = transaction;
  const parts: Record<string, Sql> = { ...given };
  if (attempts !== from?.attempts && attempts.length > 0) parts.attempts = upsertAttempts(ctx, transaction);
  const events = [...eventsOf(ctx, change), ...told];
  if (events.length > 0) parts.events = insertEvents(ctx, changed, events);
  if (expiresAt && expiresAt.getTime() !== from?.expiresAt?.getTime())
    parts.timer = insertTimer(ctx, changed, lapseOf(transaction.id, expiresAt));
  if (!expiresAt && from?.expiresAt) parts.timer = deleteTimer(ctx, changed, lapseTimer, transaction.id);
  const named = Object.entries(parts).map(([name, part]) => sql`, ${raw(name)} AS (${part})`);
  return named.length > 0 ? join(named, "") : empty;
}

/** The name by which the parts of a statement know the transaction that it writes. */
export const changed = raw("changed");

function upsertAttempts(ctx: Context, { id: transactionId, attempts }: Transaction): Sql {
  const rows = attempts.map((attempt) => toColumns({ ...attempt, transactionId, sandboxId: ctx.sandbox.id }));
  return sql`
    INSERT INTO tokeflow_attempt
    SELECT a.* FROM jsonb_populate_recordset(NULL::tokeflow_attempt, ${JSON.stringify(rows)}::jsonb) AS a
    WHERE EXISTS (SELECT FROM changed)
    ON CONFLICT (sandbox_id, transaction_id, attempt_number) DO UPDATE SET
      status = excluded.status, three_ds_status = excluded.three_ds_status,
      error_category = excluded.error_category, error_code = excluded.error_code,
      error_message = excluded.error_message, gateway_fee = excluded.gateway_fee, finished_at = excluded.finished_at`;
}

function eventsOf(ctx: Context, { transaction, events }: Change): EventSpec[] {
  const data = toWire(transaction, ctx);
  return events.map((type) => eventOf(transaction, type, transaction.id, data));
}

function lapseOf(subject: string, dueAt: Date): TimerSpec {
  return { provider: "tokeflow", kind: lapseTimer, subject, dueAt };
}

function ofMerchant(merchantId: string | undefined): Sql {
  return merchantId === undefined ? empty : sql`AND t.merchant_id = ${merchantId}`;
}
