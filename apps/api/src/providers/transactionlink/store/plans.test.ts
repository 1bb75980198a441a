import { randomUUID } from "node:crypto";
import { query, sql } from "@understudy/database";
import { testDatabase } from "@understudy/database/testing";
import type { Context } from "@understudy/engine";
import { afterAll, expect, it } from "vitest";
import { list } from "./executions.ts";
import * as records from "./records.ts";
import * as tables from "./tables.ts";
import { mintTokens } from "./tokens.ts";
import { foundWorkspace, rowsRead, start } from "./workspace.fixture.ts";

const { db, close } = await testDatabase();
afterAll(() => close());

async function attach(ctx: Context, count: number): Promise<void> {
  const tableId = randomUUID();
  await tables.put(ctx, tableId, { name: "things", fields: [] });
  const { id: recordId } = await records.create(ctx, tableId, {});
  await query(
    ctx.db,
    sql`
    WITH kept AS (
      INSERT INTO transactionlink_file (sandbox_id, id, name, type, size, content, created_at)
      SELECT ${ctx.sandbox.id}, gen_random_uuid(), 'a', 'text/plain', 0, '', ${start} FROM generate_series(1, ${count})
      RETURNING id)
    INSERT INTO transactionlink_attachment (sandbox_id, id, record_id, file_id, tags, created_at)
    SELECT ${ctx.sandbox.id}, gen_random_uuid(), ${recordId}::uuid, id, '{}', ${start} FROM kept`,
  );
}

it("to drop a sandbox with twice the attachments takes twice the reading", async () => {
  const reading = async (count: number) => {
    const ctx = (await foundWorkspace(db))();
    await attach(ctx, count);
    return rowsRead(ctx, "transactionlink_attachment", (held) =>
      held.db.sandbox.delete({ where: { id: ctx.sandbox.id } }),
    );
  };
  const [few, many] = [await reading(400), await reading(800)];
  expect(few).toBeGreaterThan(0);
  expect(many / few).toBeLessThan(2.5);
});

it("every foreign key has an index that begins with its columns, for what goes to find what refers to it", async () => {
  const bare = await query<{ name: string }>(
    db,
    sql`SELECT k.conname AS name FROM pg_constraint k
      WHERE k.contype = 'f' AND k.conrelid::regclass::text LIKE 'transactionlink%' AND NOT EXISTS (
        SELECT FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indpred IS NULL
          AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)`,
  );
  expect(bare).toEqual([]);
});

it("a list of executions reads those of its status or its definition, however many others there are", async () => {
  const ctx = (await foundWorkspace(db))();
  const insert = (count: number, status: string, definitionId: string) =>
    query(
      db,
      sql`
      INSERT INTO transactionlink_execution (
        sandbox_id, id, definition_id, revision, name, execution_type, status, locale, parameters, expires_at,
        expires_at_micros, created_at, run_number)
      SELECT ${ctx.sandbox.id}, gen_random_uuid(), ${definitionId}, 'r1', 'x', 'BACKGROUND', ${status}, 'en', '{}',
        ${start}, 0, ${start}, 0 FROM generate_series(1, ${count})`,
    );
  await insert(3, "FAILED", "rare");
  await insert(3000, "COMPLETED", "common");
  await query(db, sql`ANALYZE transactionlink_execution`);
  const page = { limit: 20, cursor: undefined };
  for (const filter of [{ status: "FAILED" }, { definitionId: "rare" }] as const) {
    expect(await list(ctx, filter, page)).toHaveLength(3);
    expect(await rowsRead(ctx, "transactionlink_execution", (held) => list(held, filter, page))).toBeLessThan(20);
  }
});

it("new tokens are given without a look at all those that are still good, and take along what has long expired", async () => {
  const at = await foundWorkspace(db);
  const [hour, day] = [3_600_000, 86_400_000];
  const ctx = at(new Date(start.getTime() + 2 * day));
  const given = (count: number, kind: string, expiresAt: number) =>
    query(
      db,
      sql`
      INSERT INTO credential (id, sandbox_id, provider, kind, secret_hash, hint, scopes, attributes, expires_at, created_at)
      SELECT gen_random_uuid()::text, ${ctx.sandbox.id}, 'transactionlink', ${kind},
        decode(replace(gen_random_uuid()::text, '-', ''), 'hex'), '', '{}', '{}',
        ${new Date(expiresAt)}::timestamptz, ${start} FROM generate_series(1, ${count})`,
    );
  await given(3000, "refresh_token", start.getTime() + 90 * day);
  await query(db, sql`ANALYZE credential`);
  const reading = () => rowsRead(ctx, "credential", (held) => mintTokens(held));
  expect(await reading()).toBeLessThan(20);
  await given(5, "access_token", ctx.now.getTime() - 2 * hour);
  expect(await reading()).toBeLessThan(60);
  const left = await db.credential.count({ where: { sandboxId: ctx.sandbox.id, kind: "access_token" } });
  expect(left).toBe(2);
});
