import { createHash, randomUUID } from "node:crypto";
import { type IncomingMessage, request } from "node:http";
import type { TestDatabase } from "@understudy/database/testing";

export interface LargeFile {
  readonly id: string;
  readonly size: number;
  readonly sha256: string;
}

/** A PDF by its label, of so many whole chunks and the half of one, laid into the tables as uploads are. */
export async function layFile(
  { pool }: Pick<TestDatabase, "pool">,
  sandboxId: string,
  whole: number,
): Promise<LargeFile> {
  const hash = createHash("sha256");
  let size = 0;
  for (let number = 0; number <= whole; number += 1) {
    const chunk = chunkOf(number, number < whole ? 16_384 : 8_192);
    hash.update(chunk);
    size += chunk.length;
  }
  const file = { id: randomUUID(), size, sha256: hash.digest("hex") };
  await pool.query(
    `INSERT INTO onespan_file (sandbox_id, id, name, media_type, size, sha256, created_at)
      VALUES ($1, $2, 'large', 'application/pdf', $3, $4, '2026-01-01')`,
    [sandboxId, file.id, size, file.sha256],
  );
  await pool.query(
    `INSERT INTO onespan_file_chunk (sandbox_id, file_id, number, bytes)
      SELECT $1, $2::uuid, n, decode(repeat(md5(n::text), CASE WHEN n < $3 THEN 16384 ELSE 8192 END), 'hex')
      FROM generate_series(0, $3::int) n`,
    [sandboxId, file.id, whole],
  );
  return file;
}

/** The hash of its number, again and again: the database makes the same by itself. */
function chunkOf(number: number, times: number): Buffer {
  return Buffer.from(createHash("md5").update(String(number)).digest("hex").repeat(times), "hex");
}

/** What an address answers, none of which is kept. Throws where the answer breaks off. */
export async function hashed(url: string) {
  const { answer } = await begun(url);
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { status: answer.statusCode, size, sha256: hash.digest("hex") };
}

/** An answer of which nothing is read as long as nobody does. */
export function begun(url: string): Promise<{ readonly answer: IncomingMessage; leave(): void }> {
  const { promise, resolve, reject } = Promise.withResolvers<Awaited<ReturnType<typeof begun>>>();
  const asked = request(url, { agent: false }, (answer) => resolve({ answer, leave: () => asked.destroy() }));
  asked.on("error", reject).end();
  return promise;
}
