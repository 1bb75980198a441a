import type { testDatabase } from "@understudy/database/testing";
import { got, type Opened } from "./sandbox.ts";

type Database = Pick<Awaited<ReturnType<typeof testDatabase>>, "db">;

/** All that is wrong with the money of a sandbox, one line each, as the database has it at one moment. */
export async function wrongIn({ db }: Database, { sandboxId }: Pick<Opened, "sandboxId">): Promise<readonly string[]> {
  const found = await db.$queryRaw<readonly { readonly problem: string }[]>`
    WITH entry AS (SELECT * FROM rocketkor_ledger_entry WHERE sandbox_id = ${sandboxId}),
    posting AS (SELECT * FROM rocketkor_posting WHERE sandbox_id = ${sandboxId}),
    account AS (SELECT * FROM rocketkor_ledger_account WHERE sandbox_id = ${sandboxId}),
    transaction AS (SELECT * FROM rocketkor_transaction WHERE sandbox_id = ${sandboxId}),
    summed AS (SELECT owner_id, bucket, currency, sum(amount) AS sum FROM entry GROUP BY 1, 2, 3),
    -- What each transaction should have moved by now, and what it has.
    due AS (
      SELECT id, debit_account_id AS owner_id, 'available' AS bucket, -amount AS amount FROM transaction
        WHERE is_held OR status IN ('SETTLED', 'CLEARED')
      UNION ALL SELECT id, debit_account_id, 'held', amount FROM transaction WHERE is_held
      UNION ALL SELECT id, credit_account_id, 'available', amount FROM transaction
        WHERE status IN ('SETTLED', 'CLEARED')),
    moved AS (
      SELECT transaction_id AS id, owner_id, bucket, sum(amount) AS amount
      FROM posting JOIN entry ON entry.posting_id = posting.id WHERE transaction_id IS NOT NULL
      GROUP BY 1, 2, 3 HAVING sum(amount) <> 0)
    SELECT 'posting ' || p.id || ' is not balanced' AS problem
      FROM posting p LEFT JOIN entry e ON e.posting_id = p.id
      GROUP BY p.id HAVING coalesce(sum(e.amount), 1) <> 0 OR count(*) < 2 OR count(DISTINCT e.currency) <> 1
    UNION ALL SELECT 'an entry of no posting' FROM entry WHERE posting_id NOT IN (SELECT id FROM posting)
    UNION ALL SELECT 'balance of ' || owner_id || ' ' || bucket || ' is ' || coalesce(balance, 0) || ', entries sum to ' || coalesce(sum, 0)
      FROM account FULL JOIN summed USING (owner_id, bucket, currency)
      WHERE coalesce(balance, 0) <> coalesce(sum, 0)
    UNION ALL SELECT 'balance of ' || owner_id || ' ' || bucket || ' is below zero' FROM account
      WHERE balance < 0 AND bucket <> 'world'
    UNION ALL SELECT 'held of ' || coalesce(a.owner_id, t.owner_id) || ' is not what transactions hold'
      FROM (SELECT * FROM account WHERE bucket = 'held') a
      FULL JOIN (SELECT debit_account_id AS owner_id, sum(amount) AS sum FROM transaction WHERE is_held GROUP BY 1) t
      USING (owner_id)
      WHERE coalesce(a.balance, 0) <> coalesce(t.sum, 0)
    UNION ALL SELECT 'transaction ' || id || ' has ended and holds money' FROM transaction
      WHERE is_held AND status NOT IN ('NEW', 'PENDING', 'PROCESSING', 'APPROVED')
    UNION ALL SELECT 'transaction ' || coalesce(due.id, moved.id) || ' has moved ' || coalesce(moved.amount, 0) || ' to '
        || owner_id || ' ' || bucket || ' and should have moved ' || coalesce(due.amount, 0)
      FROM due FULL JOIN moved USING (id, owner_id, bucket)
      WHERE coalesce(due.amount, 0) <> coalesce(moved.amount, 0)
    UNION ALL SELECT 'transaction ' || t.id || ' is ' || t.status || ' and was last told to be ' || coalesce(s.status, '-')
      FROM transaction t LEFT JOIN rocketkor_transaction_status s
        ON s.sandbox_id = t.sandbox_id AND s.transaction_id = t.id AND s.number = t.revision - 1
      WHERE s.status IS DISTINCT FROM t.status`;
  return found.map(({ problem }) => problem);
}

/** By `<account or world> <bucket> <currency>`, what all postings come to that the control API lists, in cents. */
export async function sumsOf({ portal, path }: Opened): Promise<ReadonlyMap<string, bigint>> {
  const sums = new Map<string, bigint>();
  let cursor: string | undefined;
  do {
    const query = { limit: 100, ...(cursor !== undefined && { cursor }) };
    const { data, next_cursor } = got(await portal.listPostings({ path, query }));
    for (const { financial_account_id, bucket, currency, amount } of data.flatMap(({ entries }) => entries)) {
      const place = `${financial_account_id ?? "world"} ${bucket} ${currency}`;
      sums.set(place, (sums.get(place) ?? 0n) + cents(amount));
    }
    cursor = next_cursor ?? undefined;
  } while (cursor !== undefined);
  return sums;
}

/** `-12.50` in minor units. */
export function cents(text: string): bigint {
  return BigInt(text.replace(".", ""));
}
