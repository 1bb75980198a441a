import { expect } from "vitest";

/** A request as anybody could send it, word for word. */
export interface Sent {
  /** The whole of `Authorization`; null for none. */
  readonly authorization?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it stands, as JSON by its label unless the headers say otherwise. */
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
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
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const text = bytes.toString();
    return { status: answer.status, headers: answer.headers, bytes, text, body: parsed(text) };
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

const names: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
};

/** `<status> <message>` of a refusal in the provider's shape, with the headers that it must have. */
export function refusalIn({ status, headers, body }: Received): string {
  expect(body).toEqual({ status, error: names[status], message: expect.stringMatching(/^\S.+[.]$/) });
  expect([headers.get("content-type"), headers.get("vary")]).toEqual(["application/json", "Accept"]);
  expect(headers.get("www-authenticate")).toBe(status === 401 ? "Bearer" : null);
  return `${status} ${body.message}`;
}

/** `<status> <type>` of a refusal of the control API, then `<field> <rule>` of each error. */
export function problemIn({ status, headers, body }: Received): readonly string[] {
  expect(headers.get("content-type")).toBe("application/problem+json");
  for (const { fix } of body.errors ?? []) expect(fix).toMatch(/^\S.+[.]$/);
  const faults = (body.errors ?? []).map((each: { field: string; rule: string }) => `${each.field} ${each.rule}`);
  return [`${status} ${body.type}`, ...faults];
}
