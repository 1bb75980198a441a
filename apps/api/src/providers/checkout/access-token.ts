import { randomBytes } from "node:crypto";
import { type CryptoKey, SignJWT } from "jose";

/** How long a token is good for (providers/checkout.md 2.2). */
export const tokenLifeSeconds = 3600;

export interface Claims {
  /** `ack_…` */
  readonly clientId: string;
  /** `cli_…`, the account that the client belongs to. */
  readonly accountId: string;
  readonly entityId: string;
  readonly scopes: readonly string[];
  /** The whole second from which it is good. */
  readonly issuedAt: Date;
}

/** When a token that is made now ends to be good. Its claims know whole seconds only. */
export function endOf({ issuedAt }: Pick<Claims, "issuedAt">): Date {
  return new Date((secondsOf(issuedAt) + tokenLifeSeconds) * 1000);
}

/** A JWT with the header and the claims of the provider's own (2.2). No two are alike, because of `jti`. */
export function signToken(
  claims: Claims,
  key: { readonly id: string; readonly privateKey: CryptoKey },
): Promise<string> {
  const { clientId, accountId, entityId, scopes, issuedAt } = claims;
  const issued = secondsOf(issuedAt);
  const resources = [...new Set(scopes.map((scope) => scope.split(":", 1)[0] ?? scope))];
  return new SignJWT({
    nbf: issued,
    exp: issued + tokenLifeSeconds,
    iss: "https://access.sandbox.checkout.com",
    aud: resources.length === 1 ? String(resources[0]) : resources,
    client_id: clientId,
    cko_client_id: accountId,
    cko_entity_id: entityId,
    jti: randomBytes(16).toString("hex").toUpperCase(),
    iat: issued,
    scope: [...scopes],
  })
    .setProtectedHeader({ alg: "RS256", kid: key.id, typ: "at+jwt" })
    .sign(key.privateKey);
}

function secondsOf(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
