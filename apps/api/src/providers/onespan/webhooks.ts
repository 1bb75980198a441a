import type { ToldEvent, WebhookRequest, Webhooks } from "@understudy/engine";

/** Where a workflow's notifications go. */
export interface Target {
  readonly url: string;
}

const minute = 60_000;
/** After the first attempt. No source says how the provider does it, or that it signs (providers/onespan.md OD-21). */
const pauses = [1 * minute, 5 * minute];

export const webhooks = {
  request,
  timeoutMs: 10_000,
  retryAfterMs: (attempts: number) => pauses[attempts - 1],
  isSuccess: (status: number) => status >= 200 && status <= 299,
} satisfies Webhooks<Target>;

/** One record for each call, the same to the byte at every attempt. */
function request({ data }: ToldEvent, { url }: Target): WebhookRequest {
  const headers = { "Content-Type": "application/json", "User-Agent": "understudy" };
  return { url, headers, body: JSON.stringify(data) };
}
