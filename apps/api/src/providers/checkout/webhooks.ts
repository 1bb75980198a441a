import { createHmac } from "node:crypto";
import type { ToldEvent, WebhookRequest, Webhooks } from "@understudy/engine";
import type { Target } from "./rules/subscription.ts";
import { sevenDigits } from "./rules/time.ts";

/** How an action tells its url of an event (providers/checkout.md 6.1 to 6.3). */
export const webhooks = {
  request,
  timeoutMs: 10_000,
  retryAfterMs: (attempts: number, { retries }: Target) => (retries ? delaysMs[attempts - 1] : undefined),
  isSuccess: (status: number) => status >= 200 && status <= 299,
} satisfies Webhooks<Target>;

/** After the previous attempt; the ninth is the last (6.1). */
const delaysMs = [5, 10, 15, 30, 60, 240, 720, 720].map((minutes) => minutes * 60_000);

/** Nothing in it depends on the attempt, so that every retry is the same to the byte (7.43). */
function request(event: ToldEvent, target: Target): WebhookRequest {
  const body = JSON.stringify(bodyOf(event));
  const { signatureKey } = target;
  const own = { "Content-Type": "application/json", "User-Agent": "understudy" };
  const headers = { ...withoutThose(own, target.headers), ...target.headers };
  if (signatureKey === undefined) return { url: target.url, headers, body };
  return { url: target.url, headers: { ...headers, "Cko-Signature": signatureOf(body, signatureKey) }, body };
}

/** Lower-case hexadecimal HMAC-SHA256 of the body as it is sent, by the key as it was typed (6.2). */
export function signatureOf(body: string, key: string): string {
  return createHmac("sha256", key).update(body).digest("hex");
}

/** The members and their order are those of today's webhooks, which say less than the event resource does (9.23). */
function bodyOf({ id, type, facets, occurredAt, data }: ToldEvent) {
  // Events of disputes over issued cards call their data otherwise (6.3).
  const dataName = type.startsWith("issuing_dispute_") ? "event_data" : "data";
  return {
    id,
    type,
    version: facets.version,
    created_on: sevenDigits(occurredAt),
    [dataName]: data,
    _links: { self: { href: `${facets.base_url}/workflows/events/${id}` } },
  };
}

/** A header that the action names itself, in whatever case, is sent as the action has it. */
function withoutThose(own: Readonly<Record<string, string>>, named: Readonly<Record<string, string>>) {
  const taken = new Set(Object.keys(named).map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(own).filter(([name]) => !taken.has(name.toLowerCase())));
}
