import { createHash, randomUUID } from "node:crypto";
import { query, sql } from "@understudy/database";
import { isUuid, Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Streamed } from "@understudy/server";

export interface FileSpec {
  readonly name: string;
  readonly mediaType: string;
  /** Null for what belongs to no transaction, or not yet. */
  readonly transactionId: string | null;
}

export interface StoredFile extends FileSpec {
  readonly id: string;
  /** In bytes. */
  readonly size: number;
  /** In hexadecimal. */
  readonly sha256: string;
}

/** A file whose bytes are read while they are asked for. */
export type OpenFile = StoredFile & Streamed;

/** Bytes of one row. */
const chunkBytes = 256 * 1024;

/** Rows that are read at a time: so many stand in memory at once. */
const batchChunks = 4;

/** Keeps bytes as they come, in the transaction of the database that `ctx.db` is: all of them, or none. */
export async function writeFile(
  ctx: Context,
  spec: FileSpec,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<StoredFile> {
  const id = randomUUID();
  const { name, mediaType, transactionId } = spec;
  await query(
    ctx.db,
    sql`INSERT INTO onespan_file (sandbox_id, id, transaction_id, name, media_type, size, sha256, created_at)
      VALUES (${ctx.sandbox.id}, ${id}::uuid, ${transactionId}::uuid, ${name}, ${mediaType}, 0, '', ${ctx.now})
      RETURNING id`,
  );
  const hash = createHash("sha256");
  let [size, number] = [0, 0];
  for await (const chunk of inChunks(bytes)) {
    hash.update(chunk);
    size += chunk.length;
    await query(
      ctx.db,
      sql`INSERT INTO onespan_file_chunk (sandbox_id, file_id, number, bytes)
        VALUES (${ctx.sandbox.id}, ${id}::uuid, ${number}, ${chunk}) RETURNING number`,
    );
    number += 1;
  }
  const sha256 = hash.digest("hex");
  await query(
    ctx.db,
    sql`UPDATE onespan_file SET size = ${size}, sha256 = ${sha256}
      WHERE sandbox_id = ${ctx.sandbox.id} AND id = ${id}::uuid RETURNING id`,
  );
  return { ...spec, id, size, sha256 };
}

/** Throws a Refusal `absent`. */
async function findFile(ctx: Context, id: string): Promise<StoredFile> {
  const [file] = isUuid(id)
    ? await query<StoredFile>(
        ctx.db,
        sql`SELECT id::text, name, media_type AS "mediaType", transaction_id::text AS "transactionId", size, sha256
          FROM onespan_file WHERE sandbox_id = ${ctx.sandbox.id} AND id = ${id}::uuid`,
      )
    : [];
  if (!file) throw absent(id);
  return file;
}

/**
 * A file to be read a few chunks at a time, for as long as that takes: no connection is held in between, so that it is not
 * for a transaction of the database. Throws a Refusal `absent`; where the file is erased while it is read, the stream throws.
 */
export async function openFile(ctx: Context, id: string): Promise<OpenFile> {
  const file = await findFile(ctx, id);
  // Whether it is still there is found out as long as it can be refused. Small files are then safe from erasure.
  const first = await readChunks(ctx, file, 0);
  if (first.length === 0 && file.size > 0) throw absent(id);
  return {
    ...file,
    async *stream() {
      let [chunks, number, left] = [first, 0, file.size];
      while (left > 0) {
        if (number > 0) chunks = await readChunks(ctx, file, number);
        if (chunks.length === 0) throw new Error(`the file ${id} has gone while it was read`);
        for (const chunk of chunks) {
          yield chunk;
          left -= chunk.length;
        }
        number += chunks.length;
      }
    },
  };
}

/** The next chunks of a file, from that number on up to one that is missing; none where the file is gone. */
async function readChunks({ db, sandbox }: Context, { id }: StoredFile, from: number): Promise<Uint8Array[]> {
  const rows = await query<{ readonly number: number; readonly bytes: Uint8Array }>(
    db,
    sql`SELECT number, bytes FROM onespan_file_chunk WHERE sandbox_id = ${sandbox.id} AND file_id = ${id}::uuid
      AND number >= ${from} AND number < ${from + batchChunks} ORDER BY number`,
  );
  return rows.filter(({ number }, index) => number === from + index).map(({ bytes }) => bytes);
}

/** A file with all its bytes. Throws a Refusal `absent`. */
export async function readFile(ctx: Context, id: string): Promise<StoredFile & { readonly bytes: Buffer }> {
  const file = await findFile(ctx, id);
  const chunks = await query<{ readonly bytes: Uint8Array }>(
    ctx.db,
    sql`SELECT bytes FROM onespan_file_chunk WHERE sandbox_id = ${ctx.sandbox.id} AND file_id = ${id}::uuid
      ORDER BY number`,
  );
  const bytes = Buffer.concat(chunks.map((chunk) => chunk.bytes));
  // Somebody has deleted it meanwhile.
  if (bytes.length !== file.size) throw absent(id);
  return { ...file, bytes };
}

/** Throws a Refusal `absent`, and `conflict` where a template takes its content from it, or it is a transaction's. */
export async function deleteFile(ctx: Context, id: string): Promise<void> {
  const { transactionId } = await findFile(ctx, id);
  if (transactionId !== null)
    throw new Refusal("conflict", `The file ${id} is the transaction's ${transactionId}: it goes when that is erased.`);
  const gone = await query(
    ctx.db,
    sql`DELETE FROM onespan_file f WHERE sandbox_id = ${ctx.sandbox.id} AND id = ${id}::uuid AND NOT EXISTS (
      SELECT FROM onespan_document_template t WHERE t.sandbox_id = f.sandbox_id AND t.file_id = f.id) RETURNING id`,
  );
  if (gone.length === 0) throw new Refusal("conflict", `A document template takes its content from the file ${id}.`);
}

function absent(id: string): Refusal {
  return new Refusal("absent", `There is no file ${id}.`);
}

/** Each is good until the next one is asked for: all of them stand in the same memory. */
async function* inChunks(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncIterable<Buffer> {
  const chunk = Buffer.allocUnsafe(chunkBytes);
  let filled = 0;
  for await (const piece of bytes) {
    for (let at = 0; at < piece.length; ) {
      const taken = piece.subarray(at, at + chunkBytes - filled);
      chunk.set(taken, filled);
      [filled, at] = [filled + taken.length, at + taken.length];
      if (filled < chunkBytes) continue;
      yield chunk;
      filled = 0;
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled);
}
