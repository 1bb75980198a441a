import { randomBytes, randomUUID } from "node:crypto";
import type { Context } from "@understudy/engine";
import { generateKeyPair, SignJWT } from "jose";
import { pagesOf } from "./addresses.ts";
import { accessClaims, type Life, refreshClaims, type TokenOwner, widgetClaims } from "./rules/claims.ts";
import { workspaceOf } from "./store/workspaces.ts";

/**
 * The process's own key, made in the background while the server starts, and kept nowhere: nobody verifies these tokens,
 * as they are known by their hash, so those of one process are as good in another, and after its end.
 */
const signingKey = generateKeyPair("RS256").then(({ privateKey }) => privateKey);

/** The same for refresh tokens. */
const refreshSecret = randomBytes(64);

export function signAccessToken(owner: TokenOwner, life: Life): Promise<string> {
  return signed(accessClaims(owner, life, randomUUID()));
}

export function signRefreshToken(life: Life): Promise<string> {
  const claims = refreshClaims(randomBytes(16).toString("hex"), life);
  return new SignJWT(claims).setProtectedHeader({ alg: "HS512" }).sign(refreshSecret);
}

/** The token with which anybody may open the page and the widget of this execution. */
export async function mintWidgetToken(
  ctx: Context,
  { workflowId, expiresAt }: { readonly workflowId: string; readonly expiresAt: Date },
): Promise<string> {
  const { workspaceId } = await workspaceOf(ctx);
  return signed(widgetClaims({ issuer: pagesOf(ctx), workspaceId, workflowId, issuedAt: ctx.now, expiresAt }));
}

async function signed(claims: Readonly<Record<string, unknown>>): Promise<string> {
  return new SignJWT({ ...claims }).setProtectedHeader({ alg: "RS256" }).sign(await signingKey);
}
