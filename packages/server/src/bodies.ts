import { parse as parseForm } from "node:querystring";
import { Refusal } from "@understudy/domain";
import express, { type Request, type Response } from "express";
import type { Operation } from "./document.ts";
import { charset, documented, essence, isJson } from "./media.ts";

/** A request's body: parsed JSON or form fields, text or bytes for any other type; undefined where there is none. */
export interface Body {
  readonly value: unknown;
  /** The media type as the spec spells it, where the body is of a kind that a schema can judge. */
  readonly mediaType: string | undefined;
}

export type ReadBody = (operation: Operation, request: Request, response: Response) => Promise<Body>;

const none: Body = { value: undefined, mediaType: undefined };
const form = "application/x-www-form-urlencoded";

/** The caller went away before all of the request had come; nobody is left to be answered. */
export class Aborted extends Error {}

/**
 * Reads bodies of at most `limit` bytes (or `"1mb"`), and only those that the operation takes. An empty body is none,
 * whatever its headers say. Throws Refusal `bad_media_type`, `bad_json`, `too_large`; Aborted.
 */
export function bodyReader(limit: string | number): ReadBody {
  const raw = express.raw({ type: () => true, limit });
  const read = (request: Request, response: Response) =>
    new Promise<Buffer | undefined>((resolve, reject) => {
      raw(request, response, (error?: unknown) => (error ? reject(translate(error)) : resolve(request.body)));
    });
  return async (operation, request, response) => {
    if (!operation.body || !isAnnounced(request)) return none;
    const sent = request.headers["content-type"] ?? "";
    const mediaType = documented(operation.body.content, essence(sent));
    if (mediaType === undefined) {
      const taken = Object.keys(operation.body.content).join(", ");
      throw new Refusal("bad_media_type", `The body must be ${taken}${sent ? `, not ${essence(sent)}` : ""}.`);
    }
    const bytes = await read(request, response);
    // Nothing is read from a caller who left meanwhile, which must not pass for a request without a body.
    if (bytes === undefined) throw new Aborted("the request was aborted");
    return bytes.length === 0 ? none : parsed(bytes, mediaType, sent);
  };
}

function isAnnounced({ headers }: Request): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

function parsed(bytes: Buffer, mediaType: string, sent: string): Body {
  const type = essence(sent);
  if (isJson(type)) return { value: parseJson(textOf(bytes, sent)), mediaType };
  if (type === form) return { value: { ...parseForm(textOf(bytes, sent)) }, mediaType };
  return { value: type.startsWith("text/") ? textOf(bytes, sent) : bytes, mediaType: undefined };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The engine's own message quotes the body, which may hold a card number or a key.
    throw new Refusal("bad_json", "The body is not valid JSON.");
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function textOf(bytes: Buffer, sent: string): string {
  const named = charset(sent) ?? "utf-8";
  if (!["utf-8", "utf8", "us-ascii"].includes(named)) {
    throw new Refusal("bad_media_type", `The body must be in UTF-8, not ${named}.`);
  }
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Refusal("bad_json", "The body is not valid UTF-8.");
  }
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
