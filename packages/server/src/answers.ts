import type { Response } from "express";
import type { Operation } from "./document.ts";
import { documented, essence, isJson } from "./media.ts";
import type { Answer, Problem } from "./provider.ts";
import { isStreamed, pour, type Streamed } from "./streaming.ts";
import type { Validator } from "./validator.ts";

/** What the spec documents for an answer's status; undefined if it documents nothing. */
function documentedFor(operation: Operation | undefined, status: number) {
  const { responses = {} } = operation ?? {};
  return responses[status] ?? responses[`${Math.floor(status / 100)}XX`] ?? responses.default;
}

/** The type of an answer's content: its own word, else the spec's spelling, JSON before others. Undefined for none. */
function contentTypeOf(operation: Operation | undefined, answer: Answer): string | undefined {
  if (answer.body === undefined) return undefined;
  const own = Object.entries(answer.headers ?? {}).find(([name]) => name.toLowerCase() === "content-type")?.[1];
  const content = documentedFor(operation, answer.status)?.content ?? {};
  const types = Object.keys(content);
  return own ?? content[types.find(isJson) ?? types[0] ?? ""]?.spelling ?? "application/json";
}

/** Every way in which an answer breaks the spec. The rule is `status`, `content`, or a keyword of the body's schema. */
export function breachesOf(validator: Validator, operation: Operation, answer: Answer): Problem[] {
  const breach = (rule: string, message: string): Problem[] => [{ in: "body", field: "", rule, message }];
  const response = documentedFor(operation, answer.status);
  if (!response) return breach("status", "is not a documented status");
  const type = contentTypeOf(operation, answer);
  if (type === undefined) return response.content ? breach("content", "must not be empty") : [];
  if (!response.content) return breach("content", "must be empty");
  const mediaType = documented(response.content, essence(type));
  if (mediaType === undefined) return breach("content", `must not be ${essence(type)}`);
  if (isJson(essence(type)) && isStreamed(answer.body)) return breach("content", "must be JSON and not a stream");
  const isJudged = isJson(essence(type)) || !isAsIs(answer.body);
  return isJudged ? validator.response(response.content, mediaType, answer.body) : [];
}

/** Whether a body is what goes onto the wire, if its type is not JSON; everything else is written as JSON. */
function isAsIs(body: unknown): body is string | Uint8Array | Streamed {
  return typeof body === "string" || body instanceof Uint8Array || isStreamed(body);
}

/**
 * Puts an answer on the wire. Nothing is added that the provider does not say, such as an entity tag. Throws Aborted where
 * the caller leaves a streamed one.
 */
export async function send(response: Response, operation: Operation | undefined, answer: Answer): Promise<void> {
  const type = contentTypeOf(operation, answer);
  const content = type === undefined ? undefined : encode(answer.body, type);
  response.statusCode = answer.status;
  if (type !== undefined) response.setHeader("Content-Type", type);
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (isStreamed(content)) return pour(response, content);
  if (content !== undefined) response.setHeader("Content-Length", Buffer.byteLength(content));
  response.end(content);
}

function encode(body: unknown, type: string): string | Uint8Array | Streamed {
  if (body instanceof Uint8Array) return body;
  return isAsIs(body) && !isJson(essence(type)) ? body : JSON.stringify(body);
}
