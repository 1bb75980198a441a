import { type Context, type Credential, isUsable } from "@understudy/engine";
import type { AnonymousContext } from "../../provider.ts";
import { type CredentialKind, kindOf } from "./caller.ts";

/** The world of a secret that came in a body; undefined for one that is unknown, of another kind, or no longer good. */
export async function enterBySecret(
  { engine }: AnonymousContext,
  kind: CredentialKind,
  secret: string,
): Promise<{ readonly ctx: Context; readonly credential: Credential } | undefined> {
  const credential = await engine.credential("transactionlink", secret);
  if (!credential || kindOf(credential) !== kind) return undefined;
  const ctx = await engine.enter(credential.sandboxId);
  return ctx && isUsable(credential, ctx.now) ? { ctx, credential } : undefined;
}
