import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Response } from "express";
import { Aborted } from "./bytes.ts";

/**
 * A body that is written while it is made, as fast as the caller reads it, and never stands in memory whole. It is for
 * what is no JSON. A HEAD does not ask for the stream. What goes wrong in it cuts the connection, as the status is gone
 * by then: whatever can be refused has to be refused before.
 */
export interface Streamed {
  /** In bytes, and so many have to come: it is told before them. */
  readonly size: number;
  /** The chunks stay as they are once they are given. The iteration is ended early where the caller leaves. */
  stream(): AsyncIterable<Uint8Array>;
}

export function isStreamed(body: unknown): body is Streamed {
  if (typeof body !== "object" || body === null) return false;
  const { size, stream } = body as Partial<Streamed>;
  return typeof size === "number" && typeof stream === "function";
}

/**
 * Puts such a body behind the headers that are set. Throws Aborted where the caller has left, else what went wrong in the
 * stream; the connection is cut by then, so that nobody takes a part for the whole.
 */
export async function pour(response: Response, body: Streamed): Promise<void> {
  if (response.destroyed) throw new Aborted("the caller has left");
  response.setHeader("Content-Length", body.size);
  if (response.req.method === "HEAD") return void response.end();
  try {
    await pipeline(Readable.from(measured(body)), response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_STREAM_PREMATURE_CLOSE")
      throw new Aborted("the caller has left");
    throw error;
  }
}

/** With one byte less the caller would wait for it, and with one more it would be taken for the next answer. */
async function* measured({ size, stream }: Streamed): AsyncGenerator<Uint8Array> {
  let sent = 0;
  for await (const chunk of stream()) {
    sent += chunk.length;
    if (sent > size) throw new Error(`a stream of ${size} bytes has more of them`);
    yield chunk;
  }
  if (sent < size) throw new Error(`a stream of ${size} bytes has ended after ${sent}`);
}
