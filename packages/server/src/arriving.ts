import { on } from "node:events";
import type { Transform } from "node:stream";
import { finished } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from "node:zlib";
import { Refusal } from "@understudy/domain";
import type { Request } from "express";
import { Aborted } from "./bytes.ts";

const decoders: Readonly<Record<string, (() => Transform) | undefined>> = {
  br: createBrotliDecompress,
  deflate: createInflate,
  gzip: createGunzip,
  zstd: createZstdDecompress,
};

/** A stream that is asked for what it has gives it in one piece, which has to be copied for that. */
const queue = { close: ["end", "close"], highWaterMark: 4, lowWaterMark: 2 };

/**
 * A request's body while it comes, decompressed. Whoever stops reading goes on only when the rest has come: a caller who
 * is still sending may not hear an answer. Throws Refusal `bad_media_type`, `bad_json`; Aborted.
 */
export async function* arriving(request: Request): AsyncGenerator<Buffer> {
  const decoder = decoderOf(request);
  if (isGone(request)) throw new Aborted("the request was aborted");
  // A pipe tells its end of nothing but the good end.
  request.once("close", () => isGone(request) && decoder?.destroy());
  try {
    const stream = decoder ? request.pipe(decoder) : request;
    for await (const [chunk] of on(stream, "data", queue)) yield chunk;
    if (isGone(request)) throw new Aborted("the request was aborted");
  } catch (error) {
    if (isGone(request)) throw new Aborted("the request was aborted");
    throw decoder ? new Refusal("bad_json", "The body could not be read.") : error;
  } finally {
    if (decoder) request.unpipe(decoder);
    // What it was about to complain of concerns nobody any more.
    decoder?.on("error", () => {}).destroy();
    await drained(request);
  }
}

/** Reads and forgets what is still to come. */
export async function drained(request: Request): Promise<void> {
  if (request.readableEnded || request.destroyed) return;
  request.resume();
  await finished(request, { cleanup: true }).catch(() => {});
}

function decoderOf({ headers }: Request): Transform | undefined {
  const encoding = (headers["content-encoding"] ?? "identity").toLowerCase();
  if (encoding === "identity") return undefined;
  const decoder = Object.hasOwn(decoders, encoding) ? decoders[encoding] : undefined;
  if (!decoder) throw new Refusal("bad_media_type", "The body's encoding is not supported.");
  return decoder();
}

function isGone(request: Request): boolean {
  return request.destroyed && !request.readableEnded;
}
