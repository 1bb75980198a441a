/** A request as a client of ours could not word it. */
export interface Sent {
  /** The API key; null for none. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it stands, as JSON by its label unless the headers say otherwise. */
  readonly text?: string | Uint8Array<ArrayBuffer>;
}

export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Bodies of every shape are looked into, wrong ones too; the types of the spec are the clients' matter.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly body: any;
}

export type Send = (method: string, path: string, sent?: Sent) => Promise<Received>;

/** Sends raw requests to the provider's API; paths begin after `/api/v1`. */
export function sender(publicUrl: string, ownKey: string): Send {
  return async (method, path, { key = ownKey, headers, json, text } = {}) => {
    const body = json === undefined ? text : JSON.stringify(json);
    const response = await fetch(`${publicUrl}/tokeflow/api/v1${path}`, {
      method,
      headers: {
        ...(key !== null && { Authorization: `Bearer ${key}` }),
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
    const received = await response.text();
    return { status: response.status, headers: response.headers, text: received, body: parsed(received) };
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An error's body with what differs from request to request taken out. */
export function timeless({ text }: Received): string {
  return text.replace(/"request_id":"[^"]*"/, "").replace(/"timestamp":"[^"]*"/, "");
}
