import { parse as parseForm } from "node:querystring";
import { Refusal } from "@understudy/domain";
import type { Request, Response } from "express";
import { bytesReader, isAnnounced } from "./bytes.ts";
import type { Operation } from "./document.ts";
import { readFields } from "./fields.ts";
import { checkFields } from "./form-limits.ts";
import { multipart, urlencoded } from "./forms.ts";
import { charset, documented, essence, isJson } from "./media.ts";

/** A request's body: parsed JSON, form fields and files, text or bytes for any other type; undefined where there is none. */
export interface Body {
  readonly value: unknown;
  /** The documented media type, without parameters, where the body is of a kind that a schema can judge. */
  readonly mediaType: string | undefined;
}

export type ReadBody = (operation: Operation, request: Request, response: Response) => Promise<Body>;

const none: Body = { value: undefined, mediaType: undefined };

/**
 * Reads bodies of at most `limit` bytes (or `"1mb"`), those with files of at most `uploadLimit`, and only what the
 * operation takes. An empty body is none, whatever its headers say. Throws Refusal `bad_media_type`, `bad_json`,
 * `too_large`; Aborted.
 */
export function bodyReader(limit: string | number, uploadLimit: string | number): ReadBody {
  const readPlain = bytesReader(limit);
  const readUpload = bytesReader(uploadLimit);
  return async (operation, request, response) => {
    if (!operation.body || !isAnnounced(request)) return none;
    const sent = request.headers["content-type"] ?? "";
    const mediaType = documented(operation.body.content, essence(sent));
    if (mediaType === undefined) {
      const taken = Object.keys(operation.body.content).join(", ");
      throw new Refusal("bad_media_type", `The body must be ${taken}${sent ? `, not ${essence(sent)}` : ""}.`);
    }
    const read = mediaType === multipart ? readUpload : readPlain;
    const bytes = await read(request, response);
    if (bytes.length === 0) return none;
    if (mediaType !== multipart) return parsed(bytes, mediaType, sent);
    return { value: await readFields(bytes, sent, operation.body.content[multipart]?.lists), mediaType };
  };
}

function parsed(bytes: Buffer, mediaType: string, sent: string): Body {
  const type = essence(sent);
  if (isJson(type)) return { value: parseJson(textOf(bytes, sent)), mediaType };
  if (type === urlencoded) return { value: fieldsOf(textOf(bytes, sent)), mediaType };
  return { value: type.startsWith("text/") ? textOf(bytes, sent) : bytes, mediaType: undefined };
}

function fieldsOf(text: string): Record<string, unknown> {
  checkFields(text);
  // The parser's own limit would drop what is beyond it without a word.
  return { ...parseForm(text, "&", "=", { maxKeys: 0 }) };
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
