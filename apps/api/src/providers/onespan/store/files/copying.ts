import { randomUUID } from "node:crypto";
import { query, sql } from "@understudy/database";
import type { Context } from "@understudy/engine";
import type { StoredFile } from "./files.ts";

/** A file, and what a copy of it is to be called. */
export interface CopySpec {
  readonly id: string;
  readonly name: string;
}

/** Those that are there, by id. */
export async function findFiles(ctx: Context, ids: readonly string[]): Promise<ReadonlyMap<string, StoredFile>> {
  if (ids.length === 0) return new Map();
  const files = await query<StoredFile>(
    ctx.db,
    sql`SELECT id::text, name, media_type AS "mediaType", transaction_id::text AS "transactionId", size, sha256
      FROM onespan_file WHERE sandbox_id = ${ctx.sandbox.id} AND id = ANY (${ids}::uuid[])`,
  );
  return new Map(files.map((file) => [file.id, file]));
}

/**
 * A copy of each that belongs to no transaction yet, made within the database. One that has been deleted has no copy:
 * undefined stands in its place.
 */
export async function copyFiles(
  ctx: Context,
  specs: readonly CopySpec[],
): Promise<readonly (StoredFile | undefined)[]> {
  if (specs.length === 0) return [];
  const copies = specs.map(({ id, name }) => ({ id, name, copyId: randomUUID() }));
  const of = (field: "id" | "name" | "copyId") => copies.map((copy) => copy[field]);
  const copied = await query<Omit<StoredFile, "transactionId">>(
    ctx.db,
    sql`
    WITH asked AS (
      SELECT * FROM unnest(${of("id")}::uuid[], ${of("copyId")}::uuid[], ${of("name")}::text[]) AS a(id, copy_id, name)),
    copied AS (
      INSERT INTO onespan_file (sandbox_id, id, name, media_type, size, sha256, created_at)
      SELECT f.sandbox_id, a.copy_id, a.name, f.media_type, f.size, f.sha256, ${ctx.now}
      FROM asked a JOIN onespan_file f ON f.sandbox_id = ${ctx.sandbox.id} AND f.id = a.id
      RETURNING id::text, name, media_type AS "mediaType", size, sha256),
    pieces AS (
      INSERT INTO onespan_file_chunk (sandbox_id, file_id, number, bytes)
      SELECT c.sandbox_id, a.copy_id, c.number, c.bytes
      FROM asked a JOIN onespan_file_chunk c ON c.sandbox_id = ${ctx.sandbox.id} AND c.file_id = a.id)
    SELECT * FROM copied`,
  );
  const found = new Map(copied.map((file) => [file.id, { ...file, transactionId: null }]));
  return copies.map(({ copyId }) => found.get(copyId));
}
