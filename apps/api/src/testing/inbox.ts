import { type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import type { ControlClient } from "@understudy/client/control";
import { got } from "../providers/tokeflow/tests/support/world.ts";

export interface Sending {
  readonly method?: string;
  /** Flat, as they go onto the wire. */
  readonly headers?: readonly string[];
  readonly body?: string | Uint8Array | readonly Uint8Array[];
  readonly signal?: AbortSignal;
}

interface Heard {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A request as raw as Node lets one be: `fetch` has an opinion on headers and methods. */
export function send(url: string, { method = "POST", headers = [], body = "", signal }: Sending = {}): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const options = { method, headers: ["Host", new URL(url).host, ...headers], agent: false as const, signal };
    const sent = request(url, options, (answer: IncomingMessage) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk) => {
        text += chunk;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      answer.on("error", reject);
    });
    sent.on("error", reject);
    const parts = typeof body === "string" || body instanceof Uint8Array ? [body] : body;
    for (const part of parts) sent.write(part);
    sent.end();
  });
}

type Query = NonNullable<Parameters<ControlClient["getInbox"]>[0]["query"]>;
export type Behaviour = { status?: number; delay?: string; hang?: boolean };

/** A sandbox of the test's own with an inbox in it. */
export async function openInbox(at: ControlClient, name = "orders", behaviour?: Behaviour) {
  const { id: sandboxId, now } = got(await at.createSandbox());
  const path = { sandboxId, name };
  const put = (behaviour?: Behaviour) => at.putInbox({ path, body: behaviour && { behaviour } });
  const { url } = got(await put(behaviour));
  const read = async (query: Query = {}) => got(await at.getInbox({ path, query }));
  return {
    ...{ sandboxId, path, url, now, put, read },
    send: (body: Sending["body"] = "", sending: Sending = {}) => send(url, { body, ...sending }),
    bodies: async (query: Query = {}) => (await read(query)).data.map(({ body }) => body),
  };
}
