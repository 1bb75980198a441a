import { Refusal } from "@understudy/domain";
import { decodeJwt, errors, type JWTPayload, jwtVerify } from "jose";
import type { Claims } from "./claims.ts";
import { secretOf } from "./sign.ts";

/** The tenant that a token says it is of; undefined for what is no token. Whether that is so is another question. */
export function tenantIn(token: string): string | undefined {
  try {
    const { client_id: tenantId } = decodeJwt(token);
    return typeof tenantId === "string" ? tenantId : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What a token says that is signed with the tenant's key and is not over; else throws a Refusal `bad_credential`. HS384
 * alone will do (OD-13), so that neither `none` nor another algorithm ever gets as far as the key.
 */
export async function verifyToken(token: string, signingKey: string, now: Date): Promise<Claims> {
  try {
    const options = { algorithms: ["HS384"], currentDate: now, requiredClaims: ["exp"] };
    const { payload } = await jwtVerify(token, secretOf(signingKey), options);
    return claimsIn(payload);
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new Refusal("bad_credential", over(now));
    if (error instanceof errors.JWTClaimValidationFailed) throw badClaim(error.claim, mustBe[error.claim] ?? "valid");
    if (error instanceof errors.JOSEError) throw unknownToken();
    throw error;
  }
}

/** One answer for tokens that nobody here has signed: whoever guesses learns nothing. */
export function unknownToken(): Refusal {
  return new Refusal(
    "bad_credential",
    "The access token is missing, or no tenant here has signed it: send `Authorization: Bearer <JWT>`, signed HS384 " +
      "with the tenant's signing key.",
  );
}

/** Whoever has such a token had it rightly. The clock that was moved is the usual reason. */
function over(now: Date): string {
  return `The access token has expired: it is ${now.toISOString()} by the sandbox's clock. Send one whose exp is later.`;
}

/** By claim what the tenant itself is told that has signed something else. */
const mustBe: Readonly<Record<string, string>> = {
  exp: "a number of seconds since 1970",
  nbf: "a time that has come",
  iat: "a number of seconds since 1970",
  jti: "a text",
  scope: 'a list of texts, such as ["tenant_access"]',
  session: 'an object with a role, such as {"role": "signer1"}',
  transaction_uuid: "a transaction's id",
};

function claimsIn(payload: JWTPayload): Claims {
  const { scope, jti, session, transaction_uuid } = payload;
  const isText = (value: unknown) => typeof value === "string" && value !== "";
  demand("jti", isText(jti));
  demand("scope", Array.isArray(scope) && scope.every(isText));
  if (session !== undefined || transaction_uuid !== undefined) {
    demand("session", typeof session === "object" && session !== null && "role" in session && isText(session.role));
    demand("transaction_uuid", isText(transaction_uuid));
  }
  // Judged above; `client_id` by who has looked up its tenant.
  return payload as unknown as Claims;
}

function demand(claim: string, isSo: boolean): void {
  if (!isSo) throw badClaim(claim, mustBe[claim] ?? "valid");
}

function badClaim(claim: string, what: string): Refusal {
  return new Refusal("bad_credential", `The access token does not do: its claim ${claim} must be ${what}.`);
}
