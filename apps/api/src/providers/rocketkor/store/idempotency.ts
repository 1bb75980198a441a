import { createHash } from "node:crypto";
import { query, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import canonicalize from "canonicalize";

/** Keys are remembered for 24 hours (providers/rocketkor.md 4.0). */
const lifeMs = 24 * 3_600_000;
/** How many of those that are older go with each new one. */
const droppedAtOnce = 10;

/**
 * Takes a key for a transaction that is about to be made, in the transaction of the database that makes it: whoever comes
 * with the same key meanwhile waits for that. Answers the transaction that the key has made already, if it has; throws a
 * Refusal `key_reused` where that was by another request.
 */
export async function claim(ctx: Context, key: string, request: object, transactionId: string): Promise<string | null> {
  const digest = createHash("sha256")
    .update(canonicalize(request) ?? "")
    .digest();
  const forgotten = new Date(Math.max(ctx.now.getTime() - lifeMs, Date.parse("0001-01-01T00:00:00Z")));
  const [taken] = await query<{ readonly id: string }>(
    ctx.db,
    sql`
    WITH taken AS (
      INSERT INTO rocketkor_idempotency_key AS k (sandbox_id, key, digest, transaction_id, created_at)
      VALUES (${ctx.sandbox.id}, ${key}, ${new Uint8Array(digest)}::bytea, ${transactionId}::uuid, ${ctx.now})
      ON CONFLICT (sandbox_id, key) DO UPDATE SET
        digest = excluded.digest, transaction_id = excluded.transaction_id, created_at = excluded.created_at
        WHERE k.created_at <= ${forgotten}
      RETURNING transaction_id::text AS id),
    -- More go than come. What somebody else holds is passed over, so that no two wait for each other.
    dropped AS (
      DELETE FROM rocketkor_idempotency_key WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM rocketkor_idempotency_key
        WHERE sandbox_id = ${ctx.sandbox.id} AND created_at <= ${forgotten} AND key <> ${key}
          AND EXISTS (SELECT FROM taken)
        ORDER BY created_at LIMIT ${droppedAtOnce} FOR UPDATE SKIP LOCKED)))
    SELECT id FROM taken`,
  );
  if (taken) return null;
  const [earlier] = await query<{ readonly id: string; readonly isSame: boolean }>(
    ctx.db,
    sql`
    SELECT transaction_id::text AS id, digest = ${new Uint8Array(digest)}::bytea AS "isSame"
    FROM rocketkor_idempotency_key WHERE sandbox_id = ${ctx.sandbox.id} AND key = ${key}`,
  );
  if (!earlier?.isSame)
    throw new Refusal(
      "key_reused",
      "The Idempotency-Key was used for another request: send a key of its own with this one.",
    );
  return earlier.id;
}
