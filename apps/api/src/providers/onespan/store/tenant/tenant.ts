import { randomBytes } from "node:crypto";
import { Refusal } from "@understudy/domain";
import { type Context, type CredentialSpec, randomSecret } from "@understudy/engine";
import { type CredentialKind, lookupOf } from "../../access/caller.ts";
import type { Workflow } from "../../rules/workflow.ts";
import { workflowFrom } from "./workflow-rows.ts";

/** What a sandbox is to the provider. */
export interface Tenant {
  /** The `client_id` of its tokens. */
  readonly id: string;
  /** HS384. */
  readonly signingKey: string;
  /** How long a session creation token is good. */
  readonly sessionTokenLifetimeMs: number;
}

/** The tenant with all that has been set up for it, by id. */
interface Setup {
  readonly tenant: Tenant;
  readonly workflows: ReadonlyMap<string, Workflow>;
}

/** Remembered until somebody changes it. */
export async function tenantOf(ctx: Context): Promise<Tenant> {
  return (await setupOf(ctx)).tenant;
}

export function setupOf(ctx: Context): Promise<Setup> {
  return ctx.remember("onespan setup", async () => {
    const row = await ctx.db.onespanTenant.findUnique({
      where: { sandboxId: ctx.sandbox.id },
      include: { workflows: true },
    });
    // A sandbox may be older than this provider.
    if (!row) throw new Refusal("absent", `The sandbox ${ctx.sandbox.id} has no tenant here: make a new sandbox.`);
    return { tenant: tenantFrom(row), workflows: new Map(row.workflows.map((each) => [each.id, workflowFrom(each)])) };
  });
}

/** What is made from then on goes by it. */
export async function saveSessionTokenLifetime(ctx: Context, sessionTokenLifetimeMs: number): Promise<Tenant> {
  await tenantOf(ctx);
  const where = { sandboxId: ctx.sandbox.id };
  return tenantFrom(await ctx.db.onespanTenant.update({ where, data: { sessionTokenLifetimeMs } }));
}

/** By which the tenant's sandbox is found. It is no secret: the key is, which it is told with nowhere. */
export function tenantCredential(tenantId: string): CredentialSpec {
  const kind: CredentialKind = "tenant";
  return { provider: "onespan", kind, secret: lookupOf(tenantId), scopes: [] };
}

export function newTenantId(): string {
  return `tenant-${randomSecret(12)}`;
}

/** As many bytes as HS384 has, in letters that go into any environment variable. */
export function newSigningKey(): string {
  return randomBytes(48).toString("base64url");
}

function tenantFrom(row: { id: string; signingKey: string; sessionTokenLifetimeMs: bigint }): Tenant {
  return { id: row.id, signingKey: row.signingKey, sessionTokenLifetimeMs: Number(row.sessionTokenLifetimeMs) };
}
