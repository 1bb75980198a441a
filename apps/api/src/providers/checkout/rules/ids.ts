import { digest } from "./digest.ts";

/** `pay_` and 26 characters: lower-case base32 of 128 bits without padding (providers/checkout.md 4.1). */
export function newIdOf(prefix: string, bytes: Uint8Array): string {
  if (bytes.length !== 16) throw new Error(`An id is made of 16 bytes, not of ${bytes.length}.`);
  return `${prefix}_${base32(bytes)}`;
}

/** The alphabet is looser than what we make: the documentation's own ids hold digits that base32 does not have. */
export function isWellFormed(prefix: string, id: unknown): id is string {
  return isOf(id, prefix, /^[a-z0-9]{26}$/);
}

/** Entities and channels also come shorter: the documentation's own entities have 23 characters (4.1, 9.29). */
export function isLooselyFormed(prefix: string, id: unknown): id is string {
  return isOf(id, prefix, /^[a-z0-9]{20,26}$/);
}

/** Any object that events are about. The pattern asks for 26 characters, but published dispute ids have 20 (4.1). */
export function isSubjectId(id: unknown): id is string {
  return typeof id === "string" && /^[a-z]{3}_[a-z0-9]{20,26}$/.test(id);
}

/** One id per attempt (9.20). It follows from what the platform keeps anyway, so nothing has to store it. */
export function invocationId(deliveryId: string, attemptNumber: number): string {
  return newIdOf("ivc", digest(`${deliveryId}\0${attemptNumber}`).subarray(0, 16));
}

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** RFC 4648 base32 in lower case, without padding. */
export function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => alphabet[Number.parseInt(group.padEnd(5, "0"), 2)]).join("");
}

function isOf(id: unknown, prefix: string, rest: RegExp): id is string {
  return typeof id === "string" && id.startsWith(`${prefix}_`) && rest.test(id.slice(prefix.length + 1));
}
