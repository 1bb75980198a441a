import { createHmac, timingSafeEqual } from "node:crypto";
import { WebhookError } from "./webhooks-error.ts";

/** A delivery as a signature sees it. */
export interface Signed {
  /** The bytes as they came. */
  readonly body: Uint8Array;
  /** The text of a header, in any letter case of its name. Throws a WebhookError unless it is there once. */
  readonly header: (name: string) => string;
  readonly now: Date;
  /** What the caller wants instead of the scheme's own. */
  readonly toleranceSeconds: number | undefined;
}

/** Lets a delivery pass that was signed with the key, and throws a WebhookError for any other. */
export type Signature<Key> = (signed: Signed, key: Key) => void;

const hexDigest = /^[0-9a-f]{64}$/;

/** The header is the lower-case hex HMAC-SHA256 of the body, and nothing else. */
export function hmacSha256Hex({ header }: { readonly header: string }): Signature<string> {
  return (signed, secret) => {
    const value = signed.header(header);
    if (!hexDigest.test(value))
      throw new WebhookError("malformed_signature", `${header} is not 64 lower-case hexadecimal digits.`);
    const expected = hmac(secret, signed.body);
    if (!isSame(expected, value)) throw wrong(header);
  };
}

/**
 * The header is `t=<unix seconds>,v1=<hex>`; signed is `{t}.` and the body. It may hold several `v1`, as it does while
 * a secret is replaced, of which one must fit. What else stands in it is left to later versions of the scheme.
 */
export function timestampedHmacSha256(scheme: {
  readonly header: string;
  /** How far `t` may lie from now, before or after. */
  readonly toleranceSeconds: number;
}): Signature<string> {
  const { header } = scheme;
  return (signed, secret) => {
    const { time, digests } = timestamped(header, signed.header(header));
    const expected = hmac(secret, `${time}.`, signed.body);
    if (!digests.some((digest) => isSame(expected, digest))) throw wrong(header);
    // Only a genuine signature is called stale: of a forged one `t` says nothing.
    refuseStale(Number(time), signed.now, signed.toleranceSeconds ?? scheme.toleranceSeconds);
  };
}

function timestamped(header: string, value: string): { readonly time: string; readonly digests: readonly string[] } {
  // Two headers of one name arrive as one, with a comma and a space between them.
  const fields = value.split(",").map((field) => field.trim());
  const all = (name: string) =>
    fields.filter((field) => field.startsWith(`${name}=`)).map((field) => field.slice(name.length + 1));
  const [time = "", ...more] = all("t");
  const digests = all("v1");
  if (!/^[0-9]+$/.test(time) || more.length > 0 || digests.length === 0 || !digests.every((one) => hexDigest.test(one)))
    throw new WebhookError(
      "malformed_signature",
      `${header} is not t=<unix seconds>,v1=<64 lower-case hexadecimal digits>.`,
    );
  return { time, digests };
}

function refuseStale(seconds: number, now: Date, toleranceSeconds: number): void {
  const age = now.getTime() / 1000 - seconds;
  // Asked this way round, a time or a tolerance that is no number refuses too.
  if (Math.abs(age) <= toleranceSeconds) return;
  const distance = `${Math.ceil(Math.abs(age))} seconds ${age < 0 ? "ahead of" : "before"} now`;
  throw new WebhookError(
    "stale",
    `The webhook was signed ${distance}; ${toleranceSeconds} are allowed. Mend the clock of this machine, or pass the ` +
      "sandbox's time as `now` if its clock was moved; otherwise somebody sent it again.",
  );
}

function hmac(secret: string, ...parts: readonly (string | Uint8Array)[]): Buffer {
  // With an empty key everybody can sign, so a setting that is missing must not pass for a secret.
  if (!secret) throw new TypeError("The webhook's secret is empty: pass the one that the endpoint was made with.");
  const digest = createHmac("sha256", secret);
  for (const part of parts) digest.update(part);
  return digest.digest();
}

function isSame(expected: Buffer, hex: string): boolean {
  return timingSafeEqual(expected, Buffer.from(hex, "hex"));
}

function wrong(header: string): WebhookError {
  return new WebhookError(
    "wrong_signature",
    `${header} was not made of this body with this secret. Pass the raw bytes as they arrived, not JSON that was parsed ` +
      "and written again, and the secret of the very endpoint that was called.",
  );
}
