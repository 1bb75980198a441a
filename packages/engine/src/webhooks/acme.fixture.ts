import type { Webhooks } from "./scheme.ts";

export interface Target {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A provider that tells all it knows, waits for a second, and tries again after a minute and then after five. */
export const acme: Webhooks<Target> = {
  request: ({ id, type, subject, data }, { url, headers }, at) => ({
    url,
    headers: { "Content-Type": "application/json", "X-At": at.toISOString(), ...headers },
    body: JSON.stringify({ id, type, subject, data }),
  }),
  timeoutMs: 1_000,
  retryAfterMs: (attempts) => [60_000, 300_000][attempts - 1],
  isSuccess: (status) => status >= 200 && status < 300,
};

/** The same with other times. */
export const acmeThat = (retriesAfterMs: readonly number[], timeoutMs = acme.timeoutMs): Webhooks<Target> => ({
  ...acme,
  timeoutMs,
  retryAfterMs: (attempts) => retriesAfterMs[attempts - 1],
});
