import { randomBytes } from "node:crypto";
import { Refusal } from "@understudy/domain";
import { type Context, type Credential, type CredentialSpec, mint } from "@understudy/engine";
import type { CredentialKind } from "../caller.ts";
import { type Permission, permissions } from "../permissions.ts";

const provider = "transactionlink";

/** A workspace's key with its secret, by which it is known. */
export function workspaceKey({ key, secret }: { readonly key: string; readonly secret: string }): CredentialSpec {
  return { ...{ provider, kind: kinds.workspaceKey, secret }, scopes: [], attributes: { key } };
}

/** A workspace's token may do everything there (providers/transactionlink.md 9.23). Without an end it is good for ever. */
export function accessToken(token: string, expiresAt: Date | null): CredentialSpec {
  return { ...{ provider, kind: kinds.accessToken, secret: token }, scopes: permissions, expiresAt };
}

export function refreshToken(token: string, expiresAt: Date): CredentialSpec {
  return { ...{ provider, kind: kinds.refreshToken, secret: token }, scopes: [], expiresAt };
}

export interface OrganizationTokenSpec {
  readonly permissions: readonly Permission[];
  /** For which definitions `can_run` holds; null: for all. */
  readonly definitionIds?: readonly string[] | null;
  /** In which tables the permissions about records hold; null: in all. */
  readonly tableIds?: readonly string[] | null;
  readonly expiresAt?: Date | null;
}

export function organizationToken(
  token: string,
  { permissions: scopes, definitionIds = null, tableIds = null, expiresAt = null }: OrganizationTokenSpec,
): CredentialSpec {
  const attributes = { definitionIds, tableIds };
  return { ...{ provider, kind: kinds.organizationToken, secret: token }, scopes, attributes, expiresAt };
}

/** `tot_` and 52 characters (2.1); of which, for the real ones, is not public. */
export function newOrganizationToken(): string {
  return `tot_${randomBytes(26).toString("hex")}`;
}

/** Writes an organization token and answers it in clear, once. */
export async function mintOrganizationToken(
  ctx: Context,
  spec: OrganizationTokenSpec,
): Promise<{ readonly token: string; readonly credential: Credential }> {
  const token = newOrganizationToken();
  return { token, credential: await mint(ctx, organizationToken(token, spec)) };
}

/** Makes a token unknown. One that is revoked already keeps its time. */
export async function revokeOrganizationToken(ctx: Context, id: string): Promise<void> {
  const own = { sandboxId: ctx.sandbox.id, provider, kind: kinds.organizationToken, id };
  const { count } = await ctx.db.credential.updateMany({
    where: { ...own, revokedAt: null },
    data: { revokedAt: ctx.now },
  });
  if (count === 0 && !(await ctx.db.credential.findFirst({ where: own, select: { id: true } })))
    throw new Refusal("absent", `There is no organization token ${id} in this sandbox.`);
}

const kinds = {
  workspaceKey: "workspace_key",
  accessToken: "access_token",
  refreshToken: "refresh_token",
  organizationToken: "organization_token",
} as const satisfies Readonly<Record<string, CredentialKind>>;
