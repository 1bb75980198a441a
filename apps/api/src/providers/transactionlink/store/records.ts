import { randomUUID } from "node:crypto";
import { query, type Sql, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { type Page, sequenceFrom } from "../../../page.ts";
import type { RecordWrite, SubjectRecord } from "../rules/execution.ts";

export interface TableRecord extends SubjectRecord {
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type ListedRecord = TableRecord & { readonly sequence: bigint };

/** Which record of which table. */
export interface RecordKey {
  readonly tableId: string;
  readonly id: string;
}

const columns = sql`
  id::text, table_id::text AS "tableId", version, "values", created_at AS "createdAt", updated_at AS "updatedAt", sequence`;

/** Writes a record of a table that there is; `values` are those that are not null. */
export async function create(ctx: Context, tableId: string, values: SubjectRecord["values"]): Promise<TableRecord> {
  const id = randomUUID();
  await insert(ctx, [{ tableId, id, values }]);
  return { ...{ id, tableId, version: 1, values }, ...{ createdAt: ctx.now, updatedAt: ctx.now } };
}

export async function get(ctx: Context, { tableId, id }: RecordKey): Promise<TableRecord> {
  const [record] = await select(ctx, sql`AND id = ${id}::uuid AND table_id = ${tableId}::uuid`);
  if (!record) throw absent(id);
  return record;
}

/** Throws a Refusal where the table has no such record. */
export async function demandRecord(ctx: Context, tableId: string, id: string): Promise<void> {
  await get(ctx, { tableId, id });
}

/** Newest first. */
export async function list(ctx: Context, tableId: string, { limit, cursor }: Page): Promise<readonly ListedRecord[]> {
  const older = cursor === undefined ? sql`` : sql`AND sequence < ${sequenceFrom(cursor)}`;
  return select(ctx, sql`AND table_id = ${tableId}::uuid ${older} ORDER BY sequence DESC LIMIT ${limit}`);
}

/** The records that steps of workflows are about, those that there are; kept for the transaction where `isHeld`. */
export async function forSteps(
  ctx: Context,
  keys: readonly RecordKey[],
  isHeld: boolean,
): Promise<readonly SubjectRecord[]> {
  if (keys.length === 0) return [];
  const ids = keys.map(({ id }) => id);
  // By id, so that two who keep several do not wait for each other.
  const records = await select(ctx, sql`AND id = ANY (${ids}::uuid[]) ORDER BY id ${isHeld ? sql`FOR UPDATE` : sql``}`);
  return records.filter((record) => keys.some(({ id, tableId }) => record.id === id && record.tableId === tableId));
}

/** What steps of workflows write: all new records in one statement, all changes in another. */
export async function writeRecords(ctx: Context, writes: readonly RecordWrite[]): Promise<void> {
  const created = writes.filter(({ action }) => action === "create");
  const changed = writes.filter(({ action }) => action === "update");
  if (created.length > 0) await insert(ctx, created);
  if (changed.length > 0) await update(ctx, changed);
}

/**
 * Changes are put into the records as they are then, field by field, so that they unsay nothing that others have written
 * since the steps read them.
 */
async function update(ctx: Context, writes: readonly RecordWrite[]): Promise<void> {
  if (new Set(writes.map(({ id }) => id)).size < writes.length) throw new Error("one record is changed twice at once");
  await query(
    ctx.db,
    sql`
    UPDATE transactionlink_record r SET version = r.version + 1, updated_at = ${ctx.now}, "values" = (
      SELECT coalesce(json_object_agg(key, value ORDER BY place), '{}')
      FROM (
        SELECT key, coalesce(new.value, kept.value) AS value, coalesce(kept.place, 1000000 + new.place) AS place
        FROM json_each(r."values") WITH ORDINALITY AS kept(key, value, place)
        FULL JOIN json_each(given."values") WITH ORDINALITY AS new(key, value, place) USING (key)
      ) AS merged
      WHERE json_typeof(value) <> 'null')
    FROM json_to_recordset(${rowsOf(writes)}::json) AS given(id uuid, table_id uuid, "values" json)
    WHERE r.sandbox_id = ${ctx.sandbox.id} AND r.id = given.id AND r.table_id = given.table_id`,
  );
}

async function insert(ctx: Context, records: readonly Content[]): Promise<void> {
  await query(
    ctx.db,
    sql`
    INSERT INTO transactionlink_record (sandbox_id, id, table_id, version, "values", created_at, updated_at)
    SELECT ${ctx.sandbox.id}, r.id, r.table_id, 1, r."values", ${ctx.now}, ${ctx.now}
    FROM json_to_recordset(${rowsOf(records)}::json) AS r(id uuid, table_id uuid, "values" json)`,
  );
}

type Content = Pick<RecordWrite, "id" | "tableId" | "values">;

function rowsOf(records: readonly Content[]): string {
  return JSON.stringify(records.map(({ id, tableId, values }) => ({ id, table_id: tableId, values })));
}

function select(ctx: Context, condition: Sql): Promise<ListedRecord[]> {
  return query<ListedRecord>(
    ctx.db,
    sql`SELECT ${columns} FROM transactionlink_record WHERE sandbox_id = ${ctx.sandbox.id} ${condition}`,
  );
}

function absent(id: string): Refusal {
  return new Refusal("absent", `There is no record ${id}.`, { codes: ["RECORD_NOT_FOUND"] });
}
