import { SignJWT } from "jose";
import type { Claims } from "./claims.ts";

/** The key of the HMAC is the text itself, as every JWT library takes a secret that it is given as a text. */
export function secretOf(signingKey: string): Uint8Array {
  return new TextEncoder().encode(signingKey);
}

/** The same claims make the same token. */
export function signToken(signingKey: string, claims: Claims): Promise<string> {
  return new SignJWT({ ...claims }).setProtectedHeader({ alg: "HS384", typ: "JWT" }).sign(secretOf(signingKey));
}
