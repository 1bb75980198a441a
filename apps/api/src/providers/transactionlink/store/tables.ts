import { query, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { type Page, sequenceFrom } from "../../../page.ts";
import type { TableField } from "../rules/record.ts";

export interface TableSettings {
  readonly name: string;
  readonly fields: readonly TableField[];
}

export interface Table extends TableSettings {
  readonly id: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type ListedTable = Table & { readonly sequence: bigint };

const columns = sql`id::text, name, fields, created_at AS "createdAt", updated_at AS "updatedAt", sequence`;

export async function get(ctx: Context, id: string): Promise<Table> {
  const table = await find(ctx, id);
  if (!table) throw new Refusal("absent", `There is no table ${id}.`, { codes: ["TABLE_NOT_FOUND"] });
  return table;
}

/** Undefined where there is none. Tables are read with every record and changed by the control API only. */
export async function find(ctx: Context, id: string): Promise<Table | undefined> {
  return (await remembered(ctx)).get(id.toLowerCase());
}

/** The ids of all tables. */
export async function knownTables(ctx: Context): Promise<readonly string[]> {
  return [...(await remembered(ctx)).keys()];
}

function remembered(ctx: Context): Promise<ReadonlyMap<string, Table>> {
  return ctx.remember("transactionlink tables", () => all(ctx));
}

async function all(ctx: Context): Promise<ReadonlyMap<string, Table>> {
  const rows = await query<Table>(
    ctx.db,
    sql`SELECT ${columns} FROM transactionlink_table WHERE sandbox_id = ${ctx.sandbox.id}`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Newest first. */
export async function list(ctx: Context, { limit, cursor }: Page): Promise<readonly ListedTable[]> {
  const older = cursor === undefined ? sql`` : sql`AND sequence < ${sequenceFrom(cursor)}`;
  return query<ListedTable>(
    ctx.db,
    sql`SELECT ${columns} FROM transactionlink_table
      WHERE sandbox_id = ${ctx.sandbox.id} ${older} ORDER BY sequence DESC LIMIT ${limit}`,
  );
}

/** Makes a table, or gives it another name and other fields. Its records stay as they are. */
export async function put(
  ctx: Context,
  id: string,
  { name, fields }: TableSettings,
): Promise<{ readonly table: Table; readonly isNew: boolean }> {
  const [row] = await query<Table & { readonly isNew: boolean }>(
    ctx.db,
    sql`
    INSERT INTO transactionlink_table (sandbox_id, id, name, fields, created_at, updated_at)
    VALUES (${ctx.sandbox.id}, ${id}::uuid, ${name}, ${JSON.stringify(fields)}::json, ${ctx.now}, ${ctx.now})
    ON CONFLICT (sandbox_id, id) DO UPDATE SET
      name = excluded.name, fields = excluded.fields, updated_at = excluded.updated_at
    RETURNING ${columns}, xmax = 0 AS "isNew"`,
  );
  if (!row) throw new Error(`the table ${id} was not written`);
  const { isNew, ...table } = row;
  return { table, isNew };
}
