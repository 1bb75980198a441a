import { randomUUID } from "node:crypto";
import { query, type Sql, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { insertion, type KnownFile, type NewFile, newFile } from "./files.ts";

/** A file of a record. Its id is not the file's. */
export interface Attachment extends KnownFile {
  readonly recordId: string;
  readonly createdAt: Date;
}

/** A file as it was uploaded. */
export interface Content {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
}

/** Keeps a file with a record that there is. */
export async function create(
  ctx: Context,
  recordId: string,
  file: NewFile,
  tags: readonly string[],
): Promise<Attachment> {
  const kept = newFile(file);
  const { name, type, size } = kept;
  const attachment = { name, type, size, id: randomUUID(), recordId, createdAt: ctx.now };
  await query(
    ctx.db,
    sql`
    WITH kept AS (${insertion(ctx, [kept])})
    INSERT INTO transactionlink_attachment (sandbox_id, id, record_id, file_id, tags, created_at)
    VALUES (
      ${ctx.sandbox.id}, ${attachment.id}::uuid, ${recordId}::uuid, ${kept.id}::uuid, ${[...tags]}::text[], ${ctx.now})`,
  );
  return attachment;
}

/** Oldest first. */
export function list(ctx: Context, recordId: string): Promise<readonly Attachment[]> {
  return select(ctx, sql`AND a.record_id = ${recordId}::uuid ORDER BY a.sequence`);
}

export async function get(ctx: Context, recordId: string, id: string): Promise<Attachment> {
  const [attachment] = await select(ctx, sql`AND a.record_id = ${recordId}::uuid AND a.id = ${id}::uuid`);
  if (!attachment) throw absent(id);
  return attachment;
}

/** For whoever has been given its address. */
export async function contentOf(ctx: Context, id: string): Promise<Content> {
  const [found] = await query<Content>(
    ctx.db,
    sql`SELECT f.name, f.type, f.content FROM transactionlink_attachment a
      JOIN transactionlink_file f ON f.sandbox_id = a.sandbox_id AND f.id = a.file_id
      WHERE a.sandbox_id = ${ctx.sandbox.id} AND a.id = ${id}::uuid`,
  );
  if (!found) throw absent(id);
  return found;
}

function select(ctx: Context, condition: Sql): Promise<Attachment[]> {
  return query<Attachment>(
    ctx.db,
    sql`SELECT a.id::text, a.record_id::text AS "recordId", f.name, f.type, f.size, a.created_at AS "createdAt"
      FROM transactionlink_attachment a
      JOIN transactionlink_file f ON f.sandbox_id = a.sandbox_id AND f.id = a.file_id
      WHERE a.sandbox_id = ${ctx.sandbox.id} ${condition}`,
  );
}

function absent(id: string): Refusal {
  return new Refusal("absent", `There is no attachment ${id}.`, { codes: ["ATTACHMENT_NOT_FOUND"] });
}
