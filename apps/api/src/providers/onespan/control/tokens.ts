import type { components } from "@understudy/contracts/onespan-control";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { accessClaims, type Claims, farOff, sessionClaims, sessionTokenEnd, tenantAccess } from "../access/claims.ts";
import type { Scene } from "../rules/transaction.ts";
import type { Tenant } from "../store/tenant/tenant.ts";
import { getScene } from "../store/transactions.ts";
import { hundredYears, signedMs } from "./wire/duration.ts";

type NewToken = components["schemas"]["NewToken"];

/** What the token says that is asked for. Throws a Refusal that names what it cannot say. */
export async function claimsFor(ctx: Context, tenant: Tenant, asked: NewToken): Promise<Claims> {
  const { scope, expires_in: expiresIn, session } = asked;
  const end =
    expiresIn === undefined ? undefined : new Date(ctx.now.getTime() + signedMs(expiresIn, "expires_in", hundredYears));
  if (!session) return accessClaims(tenant.id, scope ?? [tenantAccess], end ?? farOff);
  const scene = await sceneOf(ctx, session.transaction_id);
  demandPart(scene, session.role);
  const { id, expiresAt } = scene.transaction;
  const usualEnd = sessionTokenEnd(ctx.now, tenant.sessionTokenLifetimeMs, expiresAt);
  return sessionClaims(tenant.id, { role: session.role, transactionId: id }, end ?? usualEnd, scope);
}

/** Whoever takes no part is let in nowhere, whatever the token says. */
function demandPart({ transaction: { workflow }, participants }: Scene, role: string): void {
  if (participants.some((participant) => participant.role === role)) return;
  const others = participants.map((participant) => participant.role).join(", ");
  const joining = workflow.roles.includes(role) ? "; createSessionCreationToken lets this one join" : "";
  throw invalid("session.role", `must be a role that takes part in the transaction: ${others}${joining}`);
}

async function sceneOf(ctx: Context, id: string): Promise<Scene> {
  try {
    return await getScene(ctx, id);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw invalid("session.transaction_id", "must be the id of a transaction that there is");
  }
}

function invalid(field: string, message: string): Refusal {
  return new Refusal("invalid", `${field} ${message}.`, { field });
}
