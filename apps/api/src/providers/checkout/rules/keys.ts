import { base32 } from "./ids.ts";

/** What five of the official SDKs demand of a key before they send anything (providers/checkout.md 2.1). */
export const keyPatterns = {
  secret: /^sk_(sbox_)?[a-z2-7]{26}[a-z2-7*#$=]$/,
  public: /^pk_(sbox_)?[a-z2-7]{26}[a-z2-7*#$=]$/,
} as const;

export type KeyKind = keyof typeof keyPatterns;

const prefixes = { secret: "sk_sbox_", public: "pk_sbox_" } as const;

/**
 * A key of a sandbox. How the provider counts its 27th, the check character, is not public: here it is one more letter,
 * never one of `*#$=`, so that a key can be pasted into a shell as it is.
 */
export function newKeyOf(kind: KeyKind, bytes: Uint8Array): string {
  const [last] = bytes.subarray(16);
  if (bytes.length !== 17 || last === undefined) throw new Error(`A key is made of 17 bytes, not of ${bytes.length}.`);
  return prefixes[kind] + base32(bytes.subarray(0, 16)) + base32(Uint8Array.of(last)).charAt(0);
}

/** The secret of an OAuth client, of any number of bytes. */
export function newClientSecretOf(bytes: Uint8Array): string {
  return base32(bytes);
}
