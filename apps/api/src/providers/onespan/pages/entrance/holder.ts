import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { decodeJwt } from "jose";
import { type Claims, isSession, sessionCreation } from "../../access/claims.ts";
import { verifyToken } from "../../access/verify.ts";
import { tenantOf } from "../../store/tenant/tenant.ts";

/** Whom the link was made for. */
export interface Holder {
  readonly role: string;
  /** The token was good once. */
  readonly hasExpired: boolean;
}

/** Undefined for what the tenant has not signed to open this transaction's pages. */
export async function holderOf(ctx: Context, token: string, transactionId: string): Promise<Holder | undefined> {
  const tenant = await tenantOf(ctx);
  const current = await claimsIn(token, tenant.signingKey, ctx.now);
  const claims = current ?? (await claimsIn(token, tenant.signingKey, lastMomentOf(token)));
  if (!claims || !isSession(claims)) return undefined;
  const isMeant = claims.client_id === tenant.id && claims.transaction_uuid.toLowerCase() === transactionId;
  if (!isMeant || !claims.scope.includes(sessionCreation)) return undefined;
  return { role: claims.session.role, hasExpired: current === undefined };
}

/** When a token says that it was good at the latest: what is good by that and not by the clock has expired. */
function lastMomentOf(token: string): Date {
  try {
    const { exp = 0 } = decodeJwt(token);
    return new Date((exp - 1) * 1000);
  } catch {
    // No token: it is good at no time.
    return new Date(0);
  }
}

async function claimsIn(token: string, signingKey: string, now: Date): Promise<Claims | undefined> {
  try {
    return await verifyToken(token, signingKey, now);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
