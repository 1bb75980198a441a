import { query, raw, type Sql, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Scene } from "../rules/transaction.ts";
import { columns, type Row, sceneOf } from "./rows.ts";

/** Throws a Refusal `absent`. */
export function getScene(ctx: Context, id: string): Promise<Scene> {
  return load(ctx, id, raw(""));
}

/** The same; undefined where there is no such transaction. */
export async function findScene(ctx: Context, id: string): Promise<Scene | undefined> {
  const [row] = await rowsOf(ctx, id, raw(""));
  return row && sceneOf(row);
}

/** The same in a transaction of the database, with the row locked until that ends. */
export function holdScene(ctx: Context, id: string): Promise<Scene> {
  return load(ctx, id, raw("FOR NO KEY UPDATE"));
}

/** Those that are there, locked in one order, so that two who lock several never wait for each other. */
export async function holdScenes(ctx: Context, ids: readonly string[]): Promise<readonly Scene[]> {
  const rows = await query<Row>(
    ctx.db,
    sql`SELECT ${columns} FROM onespan_transaction t
      WHERE t.sandbox_id = ${ctx.sandbox.id} AND t.id = ANY (${ids}::uuid[]) ORDER BY t.id FOR NO KEY UPDATE`,
  );
  return rows.map(sceneOf);
}

/**
 * The same for a call of the API, which leaves behind when it was: the caller reads when the one before was (OD-23).
 */
export async function readScene(ctx: Context, id: string): Promise<Scene> {
  const which = sql`sandbox_id = ${ctx.sandbox.id} AND id = ${id}::uuid`;
  const rows = await query<Row>(
    ctx.db,
    sql`
    WITH touched AS (${touching(ctx, id)})
    SELECT ${columns} FROM onespan_transaction t WHERE ${which}`,
  );
  return only(rows, id);
}

/** A statement that leaves behind when the API was called. Somebody who is at work on the transaction is not waited for. */
export function touching(ctx: Context, id: string): Sql {
  const which = sql`sandbox_id = ${ctx.sandbox.id} AND id = ${id}::uuid`;
  return sql`
    UPDATE onespan_transaction SET last_api_request = ${ctx.now}
    WHERE ${which} AND id IN (SELECT id FROM onespan_transaction WHERE ${which} FOR NO KEY UPDATE SKIP LOCKED)`;
}

async function load(ctx: Context, id: string, lock: Sql): Promise<Scene> {
  return only(await rowsOf(ctx, id, lock), id);
}

function rowsOf(ctx: Context, id: string, lock: Sql): Promise<readonly Row[]> {
  return query<Row>(
    ctx.db,
    sql`SELECT ${columns} FROM onespan_transaction t
      WHERE t.sandbox_id = ${ctx.sandbox.id} AND t.id = ${id}::uuid ${lock}`,
  );
}

function only([row]: readonly Row[], id: string): Scene {
  if (!row) throw absentTransaction(id);
  return sceneOf(row);
}

export function absentTransaction(id: string): Refusal {
  return new Refusal("absent", `There is no transaction ${id}.`);
}
