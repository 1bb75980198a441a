import { realNow } from "./real-time.ts";
import { WebhookError } from "./webhooks-error.ts";
import { jsonObjectOf } from "./webhooks-json.ts";
import { keyIdOf } from "./webhooks-jws.ts";
import type { Signature } from "./webhooks-signatures.ts";

export { WebhookError, type WebhookErrorReason } from "./webhooks-error.ts";
export { detachedJwsRs256 } from "./webhooks-jws.ts";
export type { WebhookKeys } from "./webhooks-keys.ts";
export { hmacSha256Hex, type Signature, type Signed, timestampedHmacSha256 } from "./webhooks-signatures.ts";

/** The headers of a request: those of `fetch`, or Node's `request.headers`; names in any letter case. */
export type WebhookHeaders = Pick<Headers, "get"> | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface WebhookOptions {
  /** What time it is; the real time where it is left out. For a sandbox whose clock was moved. */
  readonly now?: Date;
  /** How far the time of the signature may lie from now, where the provider's own advice does not suit. */
  readonly toleranceSeconds?: number;
}

/**
 * Any of the webhooks with these payloads by name. Where a webhook is named by its `type`, or by the field that the
 * provider has for it, looking at that tells which one it is, also among payloads that share a schema.
 */
export type WebhookOf<Payloads, Field extends string = "type"> = {
  [Name in keyof Payloads]: Payloads[Name] extends Record<Field, infer Type>
    ? Name extends Type
      ? Payloads[Name] & Record<Field, Name>
      : Payloads[Name]
    : Payloads[Name];
}[keyof Payloads];

/**
 * Gives what a webhook tells, once its signature holds. Generated verifiers are made of this and nothing else. Throws a
 * WebhookError for a delivery that must not be believed, and a TypeError where the call itself is wrong.
 */
export function verifyWebhook<Payload, Key>(
  signature: Signature<Key>,
  rawBody: string | Uint8Array,
  headers: WebhookHeaders,
  key: Key,
  { now = realNow(), toleranceSeconds }: WebhookOptions = {},
): Payload {
  const body = bytesOf(rawBody);
  signature({ body, header: (name) => headerOf(headers, name), now, toleranceSeconds }, key);
  // Whoever holds the key keeps to the spec; a payload that does not is the judge's business, not the receiver's.
  return jsonOf(body) as Payload;
}

/**
 * The `kid` of the key by which a delivery says to be signed. Nothing of it is verified yet: it tells which key to have
 * at hand, and no more. Throws a WebhookError where `header` is not there or cannot be read.
 */
export function webhookKeyId(header: string, headers: WebhookHeaders): string {
  return keyIdOf(header, headerOf(headers, header));
}

function bytesOf(rawBody: string | Uint8Array): Uint8Array {
  if (typeof rawBody === "string") return Buffer.from(rawBody);
  if (rawBody instanceof Uint8Array) return rawBody;
  throw new TypeError("The raw body is text or bytes, as it arrived: verify it before a JSON parser takes it.");
}

function headerOf(headers: WebhookHeaders, name: string): string {
  const [value = "", ...more] = valuesOf(headers, name.toLowerCase());
  if (value === "")
    throw new WebhookError(
      "missing_signature",
      `There is no ${name}: the provider did not send this, or does not sign for this endpoint, or a proxy took it off.`,
    );
  if (more.length > 0) throw new WebhookError("malformed_signature", `${name} stands more than once.`);
  return value;
}

function valuesOf(headers: WebhookHeaders, name: string): readonly string[] {
  if (isFetched(headers)) return [headers.get(name) ?? ""];
  return Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value ?? []);
}

/** Known by its method, because there are more classes of the kind than the platform's own. */
function isFetched(headers: WebhookHeaders): headers is Pick<Headers, "get"> {
  return typeof headers.get === "function";
}

function jsonOf(body: Uint8Array): object {
  const value = jsonObjectOf(body);
  if (value !== undefined) return value;
  throw new WebhookError("not_json", "The body is signed, but it is no JSON object: this is no webhook of an event.");
}
