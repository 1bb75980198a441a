import { isUniqueViolation, query, type Sql, sql, toColumns } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { orderTypeOf } from "../rules/order.ts";
import type { Change, Transaction } from "../rules/transaction.ts";
import { type NewInstrument, writeInstrument } from "./instruments.ts";
import { consequences, find } from "./transactions.ts";

/** An idempotency key as one merchant sent it, with what it stood for. */
export interface KeyClaim {
  readonly key: string;
  /** SHA-256 of the canonical request. */
  readonly fingerprint: Uint8Array;
  readonly expiresAt: Date;
}

export interface Creation {
  readonly change: Change;
  readonly claim: KeyClaim | undefined;
  /** The instrument that a verified card becomes with this transaction. */
  readonly instrument: NewInstrument | undefined;
}

/**
 * Writes a new transaction with its attempts, order, events, timer and idempotency key in one statement. Answers
 * undefined where the key is taken: two requests with one key meet at the key's unique index, the later one waits there
 * for the earlier one's commit and then writes nothing.
 */
export async function create(ctx: Context, creation: Creation): Promise<Transaction | undefined> {
  const { change, claim, instrument } = creation;
  const { transaction } = change;
  const { attempts: _, ...row } = transaction;
  const columns = JSON.stringify(toColumns({ ...row, sandboxId: ctx.sandbox.id }));
  try {
    const written = await query<unknown>(
      ctx.db,
      sql`
      WITH claimed AS (${claim ? claimKey(ctx, transaction, claim) : sql`SELECT 1`}),
      changed AS (
        INSERT INTO tokeflow_transaction
        SELECT t.* FROM jsonb_populate_record(NULL::tokeflow_transaction, ${columns}::jsonb) AS t
        WHERE EXISTS (SELECT FROM claimed)
        RETURNING id)
      , placed AS (
        INSERT INTO tokeflow_order (sandbox_id, id, transaction_id, order_type, created_at)
        SELECT ${ctx.sandbox.id}, ${transaction.orderId}, id, ${orderTypeOf(transaction)}, ${transaction.createdAt}
        FROM changed)
      ${consequences(ctx, undefined, change, instrument ? writeInstrument(ctx, instrument, transaction) : {})}
      SELECT id FROM changed`,
    );
    return written.length > 0 ? transaction : undefined;
  } catch (error) {
    const sessionIsTaken = isUniqueViolation(error, "tokeflow_transaction_checkout_session_key");
    const tokenIsTaken = isUniqueViolation(error, "tokeflow_transaction_sandbox_id_card_token_key");
    if (!sessionIsTaken && !tokenIsTaken) throw error;
    // The token or session may have been charged by a request with the same key, which then is a replay.
    if (claim && (await replay(ctx, transaction.merchantId, claim))) return undefined;
    // A charged session with a card violates both, in whichever order.
    const isCharged = sessionIsTaken || (await hasStandingCharge(ctx, transaction.checkoutSessionId));
    throw isCharged ? chargedSession() : spentToken();
  }
}

/** The condition is that of the session's unique index. */
async function hasStandingCharge(ctx: Context, sessionId: string | null): Promise<boolean> {
  if (sessionId === null) return false;
  const standing = sql`t.status NOT IN ('failed', 'canceled', 'expired', 'voided')`;
  return (await find(ctx, sql`t.checkout_session_id = ${sessionId} AND ${standing}`)) !== undefined;
}

function chargedSession(): Refusal {
  const message = "This checkout session has been charged: a session is good for one charge that stands.";
  return new Refusal("exists", message, { field: "checkout_session_id" });
}

function spentToken(): Refusal {
  const message = "This card token has been used: a tok_… is good for one transaction.";
  return new Refusal("spent", message, { field: "card_ciphertext_id" });
}

/** The transaction that the key stands for, undefined where it is free; refuses a key that came with another request. */
export async function replay(
  ctx: Context,
  merchantId: string,
  { key, fingerprint }: KeyClaim,
): Promise<Transaction | undefined> {
  const row = await ctx.db.tokeflowIdempotencyKey.findFirst({
    where: { sandboxId: ctx.sandbox.id, merchantId, key, expiresAt: { gt: ctx.now } },
  });
  if (!row) return undefined;
  if (!Buffer.from(row.fingerprint).equals(fingerprint))
    throw new Refusal("key_reused", "This idempotency key was used with another request: send a new key.", {
      field: "idempotency_key",
    });
  return find(ctx, sql`t.id = ${row.transactionId}`);
}

/** Takes the key, or takes over one whose lifetime is over. */
function claimKey(ctx: Context, { id, merchantId }: Transaction, { key, fingerprint, expiresAt }: KeyClaim): Sql {
  return sql`
    INSERT INTO tokeflow_idempotency_key AS k (sandbox_id, merchant_id, key, fingerprint, transaction_id, expires_at)
    VALUES (${ctx.sandbox.id}, ${merchantId}, ${key}, ${fingerprint}, ${id}, ${expiresAt})
    ON CONFLICT (sandbox_id, merchant_id, key) DO UPDATE
      SET fingerprint = excluded.fingerprint, transaction_id = excluded.transaction_id, expires_at = excluded.expires_at
      WHERE k.expires_at <= ${ctx.now}
    RETURNING key`;
}
