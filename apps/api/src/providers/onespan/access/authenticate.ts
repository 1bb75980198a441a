import { Refusal } from "@understudy/domain";
import { type Context, type Credential, type Engine, isUsable } from "@understudy/engine";
import type { Arrival } from "@understudy/server";
import { tenantOf } from "../store/tenant/tenant.ts";
import { unlessDropped } from "../unless-dropped.ts";
import { type Call, kindOf, lookupOf } from "./caller.ts";
import { type Claims, isSession, tenantAccess } from "./claims.ts";
import { tenantIn, unknownToken, verifyToken } from "./verify.ts";

/**
 * The world of the tenant that has signed the access token, which nobody here has to have made. A token that is good
 * and not for this is a 403, and never anything else (providers/onespan.md 2.3).
 */
export async function authenticate(arrival: Arrival, engine: Engine): Promise<Call> {
  const token = tokenIn(arrival.header("authorization"));
  const { world, credential } = await worldOf(token, engine);
  const { id, signingKey } = await unlessDropped(world, unknownToken, () => tenantOf(world));
  const claims = await verifyToken(token, signingKey, world.now);
  demandServers(claims);
  demandScopes(claims, arrival.scopes);
  demandOwn(id, arrival.header("x-tenant"));
  return { ...world, credential, requestId: arrival.requestId, accept: arrival.header("accept") };
}

/**
 * A body that names a tenant names the token's, which it is taken from (OD-14). This comes before all that is wrong with
 * the body.
 */
export async function demandOwnTenant(body: unknown, ctx: Context): Promise<void> {
  if (typeof body !== "object" || body === null || !("tenant_id" in body)) return;
  const { id } = await unlessDropped(ctx, unknownToken, () => tenantOf(ctx));
  if (typeof body.tenant_id === "string" && body.tenant_id !== id)
    throw new Refusal("forbidden", `tenant_id must be ${id}, the token's client_id, or be left out.`);
}

function tokenIn(header: string | undefined): string {
  if (!header) throw new Refusal("no_credential", unknownToken().message);
  const [, token] = /^Bearer +(\S+) *$/i.exec(header) ?? [];
  if (token === undefined) throw unknownToken();
  return token;
}

async function worldOf(token: string, engine: Engine): Promise<{ world: Context; credential: Credential }> {
  const tenantId = tenantIn(token);
  const credential = tenantId === undefined ? undefined : await engine.credential("onespan", lookupOf(tenantId));
  const world = credential && (await engine.enter(credential.sandboxId));
  if (!credential || kindOf(credential) !== "tenant" || !world || !isUsable(credential, world.now))
    throw unknownToken();
  return { world, credential };
}

/** Whoever has one got it in an address, to go through the pages. */
function demandServers(claims: Claims): void {
  if (isSession(claims))
    throw new Refusal(
      "wrong_credential",
      "This is a session creation token, which opens the hosted pages alone: send an access token.",
    );
}

function demandScopes({ scope }: Claims, needed: readonly string[]): void {
  const lacking = scope.includes(tenantAccess) ? [] : needed.filter((each) => !scope.includes(each));
  if (lacking.length > 0)
    throw new Refusal(
      "no_scope",
      `The access token does not grant ${lacking.join(" and ")}: send one whose scope has it, or has ${tenantAccess}.`,
    );
}

function demandOwn(tenantId: string, named: string | undefined): void {
  if (named !== undefined && named !== tenantId)
    throw new Refusal("forbidden", `X-Tenant must be ${tenantId}, the token's client_id, or be left out.`);
}
