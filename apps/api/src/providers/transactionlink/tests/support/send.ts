import { expect } from "vitest";

/** A request as anybody could send it, word for word. */
export interface Sent {
  /** The whole of `Authorization`; null for none. */
  readonly authorization?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it stands, as JSON by its label unless it is a form or the headers say otherwise. */
  readonly body?: string | FormData;
}

export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Bodies of every shape are looked into, wrong ones too.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly body: any;
}

export type Send = (method: string, path: string, sent?: Sent) => Promise<Received>;

/** Sends raw requests; paths begin behind `base`. */
export function sender(base: string, own: string | null): Send {
  return async (method, path, { authorization = own, headers, json, body = asText(json) } = {}) => {
    const answer = await fetch(`${base}${path}`, {
      method,
      headers: {
        ...(authorization !== null && { Authorization: authorization }),
        ...(typeof body === "string" && { "Content-Type": "application/json" }),
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

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The codes of a refusal, which must be the provider's envelope and nothing else. */
export function codesOf({ status, body, headers }: Received): readonly string[] {
  expect(status).toBeGreaterThanOrEqual(400);
  expect(headers.get("content-type")).toBe("application/json");
  expect(Object.keys(body)).toEqual(["fingerprint", "errors"]);
  expect(body.fingerprint).toMatch(uuid);
  const items: readonly { code: string; message: string }[] = body.errors;
  for (const item of items) expect(Object.keys(item)).toEqual(["code", "message"]);
  return items.map(({ code }) => code);
}

/** All that a refusal says but for its fingerprint. */
export function withoutFingerprint({ status, text, body }: Received): string {
  return `${status} ${text.replace(body.fingerprint, "")}`;
}

/** `<rule> <field>` of each fault that the control API tells of, each of which says what to do. */
export function faultsOf({ status, body, headers }: Received): readonly string[] {
  expect([status, headers.get("content-type")]).toEqual([400, "application/problem+json"]);
  const faults: readonly Readonly<Record<string, string>>[] = body.errors;
  return faults.map((fault) => {
    expect(Object.keys(fault)).toEqual(["field", "rule", "fix"]);
    expect(fault.fix).toMatch(/^\S.{8,}[.?]$/);
    return `${fault.rule} ${fault.field}`;
  });
}
