import { request } from "node:http";

/** A request as the SDKs of any language could send it, word for word. */
export interface Sent {
  /** Behind `Bearer`; null for no Authorization at all. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it stands, as JSON by its label unless the headers say otherwise. */
  readonly text?: string | Uint8Array;
}

export interface Received {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Every header name as it came, so that one that came twice is here twice. */
  readonly names: readonly string[];
  readonly text: string;
  // Bodies of every shape are looked into, wrong ones too; the types of the spec are the clients' matter.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly body: any;
}

export type Send = (method: string, path: string, sent?: Sent) => Promise<Received>;

/** Sends raw requests; paths begin behind the provider's mount, or behind `base`. */
export function sender(publicUrl: string, ownKey: string | null, base = "/checkout"): Send {
  const { hostname, port } = new URL(publicUrl);
  return (method, path, { key = ownKey, headers, json, text } = {}) => {
    const body = json === undefined ? text : JSON.stringify(json);
    const all = {
      ...(key !== null && { Authorization: `Bearer ${key}` }),
      ...(body !== undefined && { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) }),
      ...headers,
    };
    return new Promise((resolve, reject) => {
      const sent = request({ hostname, port, method, path: base + path, headers: all }, (answer) => {
        let received = "";
        answer.setEncoding("utf8").on("data", (chunk) => {
          received += chunk;
        });
        answer.on("end", () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers as Record<string, string>,
            names: answer.rawHeaders.filter((_, index) => index % 2 === 0),
            text: received,
            body: parsed(received),
          }),
        );
      });
      sent.on("error", reject).end(body);
    });
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
