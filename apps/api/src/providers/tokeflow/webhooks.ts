import { createHmac } from "node:crypto";
import type { WebhookPayload } from "@understudy/contracts/tokeflow";
import type { ToldEvent, Webhooks } from "@understudy/engine";

/** What a subscription of this provider says of its endpoint. */
export interface TokeflowTarget {
  readonly url: string;
  /** With its prefix `whsec_`. */
  readonly secret: string;
}

const minute = 60_000;
const hour = 60 * minute;

/** Sixteen retries in a day (providers/tokeflow.md 6; inferred: the provider says no more than that it backs off). */
const retriesAfterMs = [
  1 * minute,
  ...Array<number>(2).fill(5 * minute),
  ...Array<number>(5).fill(10 * minute),
  ...Array<number>(5).fill(1 * hour),
  ...Array<number>(3).fill(6 * hour),
];

/** How the provider tells endpoints of events (providers/tokeflow.md 6). */
export const webhooks = {
  request(event, { url, secret }, at) {
    const body = JSON.stringify(payloadOf(event));
    return {
      url,
      headers: {
        "Content-Type": "application/json",
        "User-Agent": "Webhooks/1.0",
        "X-Tokeflow-Signature": signatureOf(body, secret, at),
      },
      body,
    };
  },
  // Inferred: the provider asks for a fast answer and names no time.
  timeoutMs: 10_000,
  retryAfterMs: (attempts) => retriesAfterMs[attempts - 1],
  isSuccess: (status) => status >= 200 && status < 300,
} satisfies Webhooks<TokeflowTarget>;

/** The envelope (providers/tokeflow.md 6; inferred but for `id` and `type`). */
function payloadOf({ id, type, occurredAt, facets, data }: ToldEvent) {
  return {
    id,
    type,
    created_at: occurredAt.toISOString(),
    organization_id: facets.organization,
    merchant_id: facets.merchant,
    data,
  } satisfies Record<keyof WebhookPayload, unknown>;
}

/** `t` is the attempt's own time, so a receiver that refuses old ones takes a late retry. The key is the whole secret. */
export function signatureOf(body: string, secret: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const digest = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
  return `t=${seconds},v1=${digest}`;
}
