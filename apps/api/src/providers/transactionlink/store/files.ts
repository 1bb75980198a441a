import { randomUUID } from "node:crypto";
import { join, query, type Sql, sql } from "@understudy/database";
import type { Context } from "@understudy/engine";

/** What is known of a file without reading it. */
export interface KnownFile {
  readonly id: string;
  readonly name: string;
  /** MIME type. */
  readonly type: string;
  /** In bytes. */
  readonly size: number;
}

export interface NewFile extends Pick<KnownFile, "name" | "type"> {
  readonly content: Uint8Array;
  /** The execution in one of whose steps it was uploaded. */
  readonly executionId?: string;
}

/** A file that is to be kept, with the id that it will have. */
export type IdentifiedFile = NewFile & KnownFile;

export function newFile(file: NewFile): IdentifiedFile {
  return { ...file, id: randomUUID(), size: file.content.length };
}

/** Keeps files as they were uploaded, all by one statement. */
export async function write(ctx: Context, files: readonly IdentifiedFile[]): Promise<void> {
  if (files.length > 0) await query(ctx.db, insertion(ctx, files));
}

/** The statement that keeps files, as one part of a larger one too. */
export function insertion(ctx: Context, files: readonly IdentifiedFile[]): Sql {
  const rows = files.map(
    ({ id, name, type, size, content, executionId = null }) => sql`(
      ${ctx.sandbox.id}, ${id}::uuid, ${name}, ${type}, ${size}, ${content}, ${executionId}::uuid,
      ${ctx.now}::timestamptz)`,
  );
  return sql`
    INSERT INTO transactionlink_file (sandbox_id, id, name, type, size, content, execution_id, created_at)
    VALUES ${join(rows)}`;
}

/** `DELETE …` for use as one part of a larger statement, carried out if and only if `after` has a row. */
export function removal(ctx: Context, after: Sql, ids: readonly string[]): Sql {
  return sql`
    DELETE FROM transactionlink_file
    WHERE sandbox_id = ${ctx.sandbox.id} AND id = ANY (${[...ids]}::uuid[]) AND EXISTS (SELECT FROM ${after})`;
}
