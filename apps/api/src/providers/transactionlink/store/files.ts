import { randomUUID } from "node:crypto";
import { query, type Sql, sql } from "@understudy/database";
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

/** Keeps files as they were uploaded. */
export async function write(ctx: Context, files: readonly IdentifiedFile[]): Promise<void> {
  for (const file of files) await query(ctx.db, insertion(ctx, file));
}

/** The statement that keeps a file, as one part of a larger one too. */
export function insertion(ctx: Context, { id, name, type, size, content, executionId }: IdentifiedFile): Sql {
  return sql`
    INSERT INTO transactionlink_file (sandbox_id, id, name, type, size, content, execution_id, created_at)
    VALUES (
      ${ctx.sandbox.id}, ${id}::uuid, ${name}, ${type}, ${size}, ${content}, ${executionId ?? null}::uuid, ${ctx.now})`;
}
