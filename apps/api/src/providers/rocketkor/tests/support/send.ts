import { expect } from "vitest";

/** A request as anybody could send it, word for word. */
interface Sent {
  /** The whole of `Authorization`; null for none. */
  readonly authorization?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it stands, as JSON by its label unless the headers say otherwise. */
  readonly body?: string;
}

export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Bodies of every shape are looked into, wrong ones too.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly body: any;
}

type Send = (method: string, path: string, sent?: Sent) => Promise<Received>;

/** Sends raw requests; paths begin behind `base`. */
export function sender(base: string, own: string | null): Send {
  return async (method, path, { authorization = own, headers, json, body = asText(json) } = {}) => {
    const answer = await fetch(`${base}${path}`, {
      method,
      headers: {
        ...(authorization !== null && { Authorization: authorization }),
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, body: parsed(text) };
  };
}

function asText(json: unknown): string | undefined {
  return json === undefined ? undefined : JSON.stringify(json);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Envelope {
  readonly timestamp: string;
  readonly traceId: string;
  readonly message: string;
  readonly errorCode: string;
  readonly errors?: readonly { readonly path: string; readonly message: string; readonly errorCode: string }[];
}

/** `<status> <code>`, then `<code> <path>` of each error: of a refusal in the bare envelope and nothing else. */
export function refusalIn({ status, body }: Received): readonly string[] {
  expect(body).not.toHaveProperty("result");
  return [`${status} ${body.errorCode}`, ...errorsIn(body)];
}

/** The same of a LinX Result, whose `fieldErrors` must be about the same fields. */
export function resultIn({ status, body }: Received): readonly string[] {
  expect(Object.keys(body)).toEqual(["result"]);
  const { successful, error, fieldErrors } = body.result;
  expect(Object.keys(body.result)).toEqual(["successful", "error", "fieldErrors"]);
  expect(successful).toBe(false);
  expect(fieldErrors.map(({ code }: { code: string }) => code)).toEqual(
    (error.errors ?? []).map(({ errorCode }: { errorCode: string }) => errorCode),
  );
  return [`${status} ${error.errorCode}`, ...errorsIn(error)];
}

function errorsIn({ timestamp, traceId, message, errors = [] }: Envelope): readonly string[] {
  expect(timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect([typeof traceId, message]).toEqual(["string", expect.stringMatching(/^\S.+[.?]$/)]);
  return errors.map((error) => {
    expect(error.message).toMatch(/^\S.+[.?]$/);
    return `${error.errorCode} ${error.path}`;
  });
}

/** All that a refusal says but for its trace. */
export function withoutTrace({ status, text, body }: Received): string {
  return `${status} ${text.replace((body.result?.error ?? body).traceId, "")}`;
}
