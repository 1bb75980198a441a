import { randomUUID } from "node:crypto";
import { type Database, newId } from "@understudy/database";
import type { TestDatabase } from "@understudy/database/testing";
import { type Context, sandboxFromRow } from "@understudy/engine";
import type { Opened } from "./sandbox.ts";
import { jane, transactionsOf } from "./transactions.ts";

type Base = Pick<TestDatabase, "pool" | "db">;

/** What each copy of a row has of its own. */
const copied = {
  onespan_transaction: ["id", "'id', copy.id"],
  onespan_event: ["transaction_id", "'id', gen_random_uuid(), 'transaction_id', copy.id"],
  onespan_session: ["transaction_id", "'id', copy.session, 'key', copy.session, 'transaction_id', copy.id"],
  onespan_verification: ["transaction_id", "'id', gen_random_uuid(), 'transaction_id', copy.id"],
  event: ["subject", "'id', gen_random_uuid(), 'subject', copy.id, 'sequence', nextval('event_sequence_seq')"],
  timer: ["subject", "'id', gen_random_uuid(), 'subject', copy.id"],
} as const;

/**
 * So many transactions: one in which somebody has been and has done nothing, or has gone through it, and what is the same
 * but for its ids.
 */
export async function copiedTransactions(
  { pool }: Base,
  world: Opened,
  count: number,
  outcome: "pass" | "abandon" = "abandon",
): Promise<string[]> {
  const { begin, finish } = transactionsOf(world);
  const { id } = await begin({ users: [jane], tokens: [{ role: "signer1" }] });
  await finish(id, { outcome });
  const copies = Array.from({ length: count - 1 }, () => ({ id: randomUUID(), session: randomUUID() }));
  for (const [table, [key, own]] of Object.entries(copied))
    await pool.query(
      `INSERT INTO ${table} SELECT made.* FROM ${table} AS one,
          json_to_recordset($1::json) AS copy(id uuid, session uuid),
          json_populate_record(NULL::${table}, (to_jsonb(one) || jsonb_build_object(${own}))::json) AS made
        WHERE one.sandbox_id = $2 AND one.${key}::text = $3`,
      [JSON.stringify(copies), world.sandboxId, id],
    );
  return [id, ...copies.map((copy) => copy.id)];
}

/** The context of a call in a sandbox. */
export async function contextIn(
  base: Base,
  { sandboxId, start: now }: Opened,
  db: Database = base.db,
): Promise<Context> {
  const row = await base.db.sandbox.findUniqueOrThrow({ where: { id: sandboxId } });
  return {
    ...{ sandbox: sandboxFromRow(row), now, db, newId, publicUrl: "http://here", hasGateway: false },
    ...{ facts: new Map<string, object>(), remember: (_, load) => load() },
  };
}
