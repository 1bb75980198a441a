import { Refusal } from "@understudy/domain";
import express, { type Request, type Response } from "express";

/** The bytes of a request's body, whatever its type; none where it brings no body. */
export type ReadBytes = (request: Request, response: Response) => Promise<Buffer<ArrayBuffer>>;

/** The caller went away before all of the request had come; nobody is left to be answered. */
export class Aborted extends Error {}

/** Reads at most `limit` bytes, decompressed. Throws Refusal `bad_media_type`, `bad_json`, `too_large`; Aborted. */
export function bytesReader(limit: number): ReadBytes {
  const raw = express.raw({ type: () => true, limit });
  return async (request, response) => {
    if (!isAnnounced(request)) return Buffer.alloc(0);
    const { promise, resolve, reject } = Promise.withResolvers<Buffer<ArrayBuffer> | undefined>();
    raw(request, response, (error?: unknown) => (error ? reject(translate(error)) : resolve(request.body)));
    const bytes = await promise;
    // Nothing is read from a caller who left meanwhile, which must not pass for a request without a body.
    if (bytes === undefined) throw new Aborted("the request was aborted");
    return bytes;
  };
}

export function isAnnounced({ headers }: Request): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/** What the reader of bodies throws, in our words. */
function translate(error: unknown): unknown {
  const { type, status } = error as { type?: string; status?: number };
  if (type === "request.aborted") return new Aborted("the request was aborted");
  if (type === "entity.too.large") return new Refusal("too_large", "The body is larger than this server takes.");
  if (status === 415) return new Refusal("bad_media_type", "The body's encoding is not supported.");
  if (status === 400) return new Refusal("bad_json", "The body could not be read.");
  return error;
}
