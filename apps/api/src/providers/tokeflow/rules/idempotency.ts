import { Refusal } from "@understudy/domain";
import canonicalize from "canonicalize";
import { digest } from "./digest.ts";
import { findUnstorableText } from "./text-walk.ts";

/** How long a key holds on the sandbox's clock, from its first use (providers/tokeflow.md 9.2). */
export const idempotencyLifetimeMs = 24 * 60 * 60 * 1000;

/**
 * What tells two requests apart under one key: SHA-256 of the canonical JSON body (RFC 8785), so that neither the order
 * of fields nor white space matters. What a key is known by does not count: the key itself, which may be sent in the
 * body, and the merchant whose key it is, whom an organization key names and a merchant key implies.
 */
export function fingerprint(body: Readonly<Record<string, unknown>>): Uint8Array<ArrayBuffer> {
  const place = findUnstorableText(body);
  if (place !== undefined) {
    const field = place || "body";
    throw new Refusal("invalid", `${field} holds text that is not valid Unicode.`, { field });
  }
  const { idempotency_key: _key, merchant_id: _merchant, ...rest } = body;
  return digest(canonicalize(rest) ?? "");
}

/** The key of a request: the header's beats the body's (providers/tokeflow.md 7, statement 25). */
export function idempotencyKeyOf(header: string | undefined, body: string | undefined): string | undefined {
  return header ?? body;
}
