import { createHmac } from "node:crypto";
import type { ToldEvent, WebhookRequest, Webhooks } from "@understudy/engine";
import { time } from "./wire/time.ts";

/** What a subscription says: where its events go, and what signs them, which the provider itself is not known to do. */
export interface Target {
  readonly url: string;
  readonly secret: string | null;
}

const minute = 60_000;
/** After the first attempt. Neither these nor the signature are the provider's: no source tells of any (providers/rocketkor.md OD-20). */
const pauses = [1 * minute, 5 * minute, 30 * minute, 120 * minute, 720 * minute];

export const webhooks = {
  request,
  timeoutMs: 10_000,
  retryAfterMs: (attempts: number) => pauses[attempts - 1],
  isSuccess: (status: number) => status >= 200 && status <= 299,
} satisfies Webhooks<Target>;

/** Nothing in it depends on the attempt: every retry is the same to the byte. */
function request({ id, type, occurredAt, data }: ToldEvent, { url, secret }: Target): WebhookRequest {
  const body = JSON.stringify({ id, type, createdAt: time(occurredAt), data });
  const own = { "Content-Type": "application/json", "User-Agent": "understudy" };
  if (secret === null) return { url, headers: own, body };
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  return { url, headers: { ...own, "X-Understudy-Signature": signature }, body };
}
