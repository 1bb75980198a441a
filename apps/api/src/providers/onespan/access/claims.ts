import { randomUUID } from "node:crypto";

/** What an access token says (providers/onespan.md 2.1), in the order in which the provider says it. */
export interface AccessClaims {
  readonly scope: readonly string[];
  /** Seconds since 1970. */
  readonly exp: number;
  readonly jti: string;
  /** The tenant. */
  readonly client_id: string;
}

/** What a session creation token says: it starts or resumes the journey of one role, and opens nothing else. */
export interface SessionClaims extends AccessClaims {
  readonly session: { readonly role: string };
  readonly transaction_uuid: string;
}

export type Claims = AccessClaims | SessionClaims;

/** What every operation takes in place of its own scope. */
export const tenantAccess = "tenant_access";
export const sessionCreation = "session_creation_authorization_code";

/** The provider's own tokens are good for as long as this sample: nothing in a test outlives them by chance. */
export const farOff = new Date(3_698_071_610_000);

/** Who is to start the journey. */
export interface SessionOwner {
  readonly role: string;
  readonly transactionId: string;
}

export function accessClaims(tenantId: string, scope: readonly string[], expiresAt: Date): AccessClaims {
  return { scope, exp: secondsOf(expiresAt), jti: randomUUID(), client_id: tenantId };
}

export function sessionClaims(
  tenantId: string,
  { role, transactionId }: SessionOwner,
  expiresAt: Date,
  scope: readonly string[] = [sessionCreation],
): SessionClaims {
  return {
    ...{ session: { role }, scope, transaction_uuid: transactionId },
    ...{ exp: secondsOf(expiresAt), jti: randomUUID(), client_id: tenantId },
  };
}

export function isSession(claims: Claims): claims is SessionClaims {
  return "session" in claims;
}

/** When a session creation token ends that is made now: never after its transaction (OD-12). */
export function sessionTokenEnd(now: Date, lifetimeMs: number, transactionEnd: Date): Date {
  return new Date(Math.min(now.getTime() + lifetimeMs, transactionEnd.getTime()));
}

function secondsOf(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
