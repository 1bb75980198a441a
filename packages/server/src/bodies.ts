import { parse as parseForm } from "node:querystring";
import { Refusal } from "@understudy/domain";
import type { Request, Response } from "express";
import { arriving } from "./arriving.ts";
import { bytesReader, isAnnounced } from "./bytes.ts";
import { parseJson, textOf } from "./decoding.ts";
import type { Content, Operation } from "./document.ts";
import { readFields } from "./fields.ts";
import { checkFields } from "./form-limits.ts";
import { multipart, urlencoded } from "./forms.ts";
import { documented, essence, isJson } from "./media.ts";
import type { Problem } from "./provider.ts";
import { whole, withoutFiles } from "./spooling/body.ts";
import type { InlineFiles, Streamed } from "./spooling/rules.ts";
import type { Spooled } from "./spooling/spool.ts";

/**
 * A request's body: parsed JSON, form fields and files, text or bytes for any other type, what is spooled; undefined
 * where there is none. Whoever has it closes it.
 */
export interface Body {
  readonly value: unknown;
  /** The documented media type, without parameters, where the body is of a kind that a schema can judge. */
  readonly mediaType: string | undefined;
  /** What stood as texts in the body, by the dotted paths of their fields. */
  readonly files: ReadonlyMap<string, Spooled>;
  /** What was found wrong when these were taken out. */
  readonly problems: readonly Problem[];
  close(): Promise<void>;
}

export type ReadBody = (operation: Operation, request: Request, response: Response) => Promise<Body>;

const plain = { files: new Map<string, Spooled>(), problems: [], close: async () => {} };
const none: Body = { ...plain, value: undefined, mediaType: undefined };

/**
 * Reads bodies of at most `limit` bytes, forms with files of at most `uploadLimit`, other files as the spec limits them,
 * and only what the operation takes. An empty body is none, whatever its headers say. Throws Refusal `bad_media_type`,
 * `bad_json`, `too_large`; Aborted.
 */
export function bodyReader(limit: number, uploadLimit: number): ReadBody {
  const readPlain = bytesReader(limit);
  const readUpload = bytesReader(uploadLimit);
  return async ({ body }, request, response) => {
    if (!body || !isAnnounced(request)) return none;
    const sent = request.headers["content-type"] ?? "";
    const mediaType = takenAs(body.content, sent);
    const { inlineFiles, streamed, lists } = body.content[mediaType] ?? {};
    if (streamed) return streamedBody(request, streamed);
    if (inlineFiles) return bodyWithFiles(request, sent, mediaType, inlineFiles, limit);
    const read = mediaType === multipart ? readUpload : readPlain;
    const bytes = await read(request, response);
    if (bytes.length === 0) return none;
    if (mediaType !== multipart) return parsed(bytes, mediaType, sent);
    return { ...plain, value: await readFields(bytes, sent, lists), mediaType };
  };
}

function takenAs(content: Content, sent: string): string {
  const mediaType = documented(content, essence(sent));
  if (mediaType !== undefined) return mediaType;
  const taken = Object.keys(content).join(", ");
  throw new Refusal("bad_media_type", `The body must be ${taken}${sent ? `, not ${essence(sent)}` : ""}.`);
}

async function streamedBody(request: Request, { maxBytes }: Streamed): Promise<Body> {
  const { file, close } = await whole(arriving(request), maxBytes);
  return file.size === 0 ? none : { ...plain, value: file, mediaType: undefined, close };
}

async function bodyWithFiles(
  request: Request,
  sent: string,
  mediaType: string,
  rules: InlineFiles,
  limit: number,
): Promise<Body> {
  const parse = (rest: Buffer) => (rest.length === 0 ? undefined : parseJson(textOf(rest, sent)));
  const body = await withoutFiles(arriving(request), rules, limit, parse);
  return body.value === undefined ? none : { ...body, mediaType };
}

function parsed(bytes: Buffer, mediaType: string, sent: string): Body {
  const type = essence(sent);
  if (isJson(type)) return { ...plain, value: parseJson(textOf(bytes, sent)), mediaType };
  if (type === urlencoded) return { ...plain, value: fieldsOf(textOf(bytes, sent)), mediaType };
  return { ...plain, value: type.startsWith("text/") ? textOf(bytes, sent) : bytes, mediaType: undefined };
}

function fieldsOf(text: string): Record<string, unknown> {
  checkFields(text);
  // The parser's own limit would drop what is beyond it without a word.
  return { ...parseForm(text, "&", "=", { maxKeys: 0 }) };
}
