import { randomUUID } from "node:crypto";
import { query, raw, type Sql, sql } from "@understudy/database";
import type { Context } from "@understudy/engine";
import type { Page } from "../../../page.ts";
import { sequenceFrom } from "../../../page.ts";
import type { Entry, PostingKind, PostingSpec } from "../rules/ledger.ts";
import type { Currency } from "../rules/money.ts";
import { businessOf } from "./business.ts";

/** What lies at an account, in minor units. */
export interface Balances {
  readonly available: bigint;
  readonly held: bigint;
}

export const nothing: Balances = { available: 0n, held: 0n };

export interface Posting {
  readonly id: string;
  readonly kind: PostingKind;
  readonly transactionId: string | null;
  readonly at: Date;
  readonly sequence: bigint;
  readonly currency: Currency;
  readonly entries: readonly Entry[];
}

/**
 * The parts of a statement that write postings, to stand in its `WITH`. Balances follow by a trigger, which refuses what
 * does not sum to zero and what would leave less than nothing.
 */
export async function postingParts(
  ctx: Context,
  postings: readonly PostingSpec[],
  transactionId: string | null,
): Promise<readonly Sql[]> {
  if (postings.length === 0) return [];
  const { id: worldId } = await businessOf(ctx);
  const written = postings.map((posting) => ({ ...posting, id: randomUUID() }));
  const rows = written.map(({ id, kind }) => ({ id, kind }));
  const entries = written.flatMap(({ id, currency, entries }) =>
    entries.map(({ accountId, bucket, amount }, position) => {
      return { id, position, owner: accountId ?? worldId, bucket, currency, amount: String(amount) };
    }),
  );
  return [
    sql`posted AS (
      INSERT INTO rocketkor_posting (sandbox_id, id, kind, transaction_id, at)
      SELECT ${ctx.sandbox.id}, p.id, p.kind, ${transactionId}::uuid, ${ctx.now}
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS p(id uuid, kind text)
      RETURNING id)`,
    sql`entered AS (
      INSERT INTO rocketkor_ledger_entry (sandbox_id, posting_id, position, owner_id, bucket, currency, amount)
      SELECT ${ctx.sandbox.id}, e.id, e.position, e.owner, e.bucket, e.currency, e.amount
      FROM json_to_recordset(${JSON.stringify(entries)}::json) AS e(
        id uuid, position smallint, owner uuid, bucket text, currency text, amount bigint))`,
  ];
}

/** Writes postings that belong to no transaction. */
export async function post(ctx: Context, postings: readonly PostingSpec[]): Promise<void> {
  const [first, second] = await postingParts(ctx, postings, null);
  if (first && second) await query(ctx.db, sql`WITH ${first}, ${second} SELECT FROM posted`);
}

/** By account id; an account that has never had any money is left out. */
export function balancesOf(ctx: Context, accountIds: readonly string[]): Promise<ReadonlyMap<string, Balances>> {
  return balances(ctx, accountIds, raw(""));
}

/** The same in a transaction, with the balances locked until it ends. */
export function holdBalances(ctx: Context, accountIds: readonly string[]): Promise<ReadonlyMap<string, Balances>> {
  return balances(ctx, accountIds, raw("FOR UPDATE"));
}

interface BalanceRow {
  readonly ownerId: string;
  readonly bucket: "available" | "held";
  readonly balance: bigint;
}

/** An account has money of its own currency only. In one order, so that two who lock several never wait for each other. */
async function balances(ctx: Context, accountIds: readonly string[], lock: Sql) {
  const rows = await query<BalanceRow>(
    ctx.db,
    sql`SELECT owner_id::text AS "ownerId", bucket, balance FROM rocketkor_ledger_account
      WHERE sandbox_id = ${ctx.sandbox.id} AND owner_id = ANY (${accountIds}::uuid[]) AND bucket <> 'world'
      ORDER BY sandbox_id, owner_id, bucket, currency ${lock}`,
  );
  const found = new Map<string, Balances>();
  for (const { ownerId, bucket, balance } of rows)
    found.set(ownerId, { ...(found.get(ownerId) ?? nothing), [bucket]: BigInt(balance) });
  return found;
}

/** What is on its way to an account, in minor units. */
export async function pendingDeposits(ctx: Context, accountId: string): Promise<bigint> {
  const [row] = await query<{ readonly sum: string }>(
    ctx.db,
    sql`SELECT coalesce(sum(amount), 0)::text AS sum FROM rocketkor_transaction
      WHERE sandbox_id = ${ctx.sandbox.id} AND credit_account_id = ${accountId}::uuid
        AND status IN ('NEW', 'PENDING', 'PROCESSING', 'APPROVED')`,
  );
  return BigInt(row?.sum ?? 0);
}

interface PostingRow extends Omit<Posting, "entries"> {
  readonly entries: readonly { readonly owner: string; readonly bucket: Entry["bucket"]; readonly amount: string }[];
}

/** A page of postings, newest first. */
export async function listPostings(
  ctx: Context,
  transactionId: string | undefined,
  { limit, cursor }: Page,
): Promise<readonly Posting[]> {
  const { id: worldId } = await businessOf(ctx);
  const rows = await query<PostingRow>(
    ctx.db,
    sql`
    SELECT p.id::text, p.kind, p.transaction_id::text AS "transactionId", p.at, p.sequence, e.currency, e.entries
    FROM (
      SELECT * FROM rocketkor_posting
      WHERE sandbox_id = ${ctx.sandbox.id}
        ${transactionId === undefined ? raw("") : sql`AND transaction_id = ${transactionId}::uuid`}
        ${cursor === undefined ? raw("") : sql`AND sequence < ${sequenceFrom(cursor)}`}
      ORDER BY sequence DESC LIMIT ${limit}) AS p
    CROSS JOIN LATERAL (
      SELECT min(currency) AS currency, json_agg(json_build_object(
        'owner', owner_id, 'bucket', bucket, 'amount', amount::text) ORDER BY position) AS entries
      FROM rocketkor_ledger_entry WHERE sandbox_id = ${ctx.sandbox.id} AND posting_id = p.id) AS e
    ORDER BY p.sequence DESC`,
  );
  return rows.map((row) => ({
    ...row,
    entries: row.entries.map(({ owner, bucket, amount }) => {
      return { accountId: owner === worldId ? null : owner, bucket, amount: BigInt(amount) };
    }),
  }));
}
