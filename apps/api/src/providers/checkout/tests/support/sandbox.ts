import { createControlClient } from "@understudy/client/control";
import { type Received, type Sent, sender } from "./raw.ts";

export type Opened = Awaited<ReturnType<typeof openSandbox>>;

/** What the examples and the official suites make workflows of (providers/checkout.md 4.17). */
export const forPayments = { type: "event", events: { gateway: ["payment_captured", "payment_approved"] } } as const;
export const forEntity = { type: "entity", entities: ["ent_kidtcgc3ge5unf4a5i6enhnr5m"] } as const;
export const forChannel = {
  type: "processing_channel",
  processing_channels: ["pc_5jp2az55l3cuths25t5p3xhwru"],
} as const;
/** To where nobody listens: a test may make events. */
export const webhook = {
  type: "webhook",
  url: "http://127.0.0.1:9/fail",
  headers: {},
  signature: { method: "HMACSHA256", key: "8V8x0dLK%AyD*DNS8JJr" },
} as const;
export const plain = { conditions: [forPayments], actions: [webhook] } as const;

/** An id of the right form that is nobody's. */
export const nobodys = (prefix: string) => `${prefix}_${"a".repeat(26)}`;

/** A sandbox of the test's own whose clock stands, with the shortcuts that tests speak through. */
export async function openSandbox({ publicUrl }: { readonly publicUrl: string }) {
  const platform = createControlClient({ baseUrl: publicUrl });
  const made = await platform.createSandbox();
  if (!made.data) throw new Error(`${made.response.status}`);
  const { id: sandboxId, credentials, now } = made.data;
  const issued = credentials.checkout ?? {};
  const send = sender(publicUrl, String(issued.secret_key));
  const path = { sandboxId };
  const clock = async (change: { set: string } | { advance: string }) => {
    const { data, response } = await platform.moveClock({ path, body: change });
    if (!data) throw new Error(`${response.status}`);
    return data;
  };
  await clock({ set: now });
  return {
    ...{ publicUrl, platform, sandboxId, send },
    secretKey: String(issued.secret_key),
    publicKey: String(issued.public_key),
    clientId: String(issued.client_id),
    clientSecret: String(issued.client_secret),
    entityId: String(issued.entity_id),
    processingChannelId: String(issued.processing_channel_id),
    /** What the provider's part of the control API answers. */
    control: sender(publicUrl, null, `/control/sandboxes/${sandboxId}/checkout`),
    now: async () => new Date((await platform.getSandbox({ path })).data?.now ?? ""),
    advance: (duration: string) => clock({ advance: duration }),
    ...tokensOf(publicUrl, String(issued.client_id), String(issued.client_secret)),
    ...workflowsOf(send),
  };
}

function tokensOf(publicUrl: string, clientId: string, clientSecret: string) {
  const send = sender(publicUrl, null);
  const form = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
  const ask = (fields: Readonly<Record<string, string | undefined>>, headers: Sent["headers"] = {}) => {
    const given = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const type = { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" };
    return send("POST", "/connect/token", {
      text: new URLSearchParams(given).toString(),
      headers: { ...type, ...headers },
    });
  };
  return {
    /** Asks for a token in exactly these words. */
    ask,
    /** Asks as the SDKs do: all in the form. Fields that are undefined are left out. */
    askAsClient: (fields: Readonly<Record<string, string | undefined>> = {}) => ask({ ...form, ...fields }),
    async token(scope?: string): Promise<string> {
      return ok(await ask({ ...form, scope })).body.access_token;
    },
  };
}

function workflowsOf(send: ReturnType<typeof sender>) {
  return {
    /** The id of a new workflow for payments, or of what `changes` make of it. */
    async workflow(changes: object = {}): Promise<string> {
      return ok(await send("POST", "/workflows", { json: { ...plain, ...changes } })).body.id;
    },
    async read(id: string) {
      return ok(await send("GET", `/workflows/${id}`)).body;
    },
  };
}

/** The answer, which must be a success. */
export function ok(received: Received): Received {
  if (received.status >= 300) throw new Error(`${received.status} ${received.text}`);
  return received;
}

/** The codes of a refused request, in order. */
export function codes({ status, body }: Received): readonly string[] {
  if (status !== 422 || body.error_type !== "request_invalid") throw new Error(`${status} ${JSON.stringify(body)}`);
  return body.error_codes;
}
