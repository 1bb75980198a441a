import { randomBytes } from "node:crypto";
import { Refusal } from "@understudy/domain";
import { type Context, credentialFromRow, mint } from "@understudy/engine";
import { type CredentialKind, clientIdOf, kindOf } from "../caller.ts";
import { newId } from "../new-id.ts";
import { type KeyKind, newClientSecretOf, newKeyOf } from "../rules/keys.ts";
import { patience } from "./patience.ts";

export interface KeySpec {
  readonly kind: KeyKind;
  /** What it may do; nothing here, if it is a public one. */
  readonly scopes: readonly string[];
  readonly expiresAt?: Date | null;
  /** The key itself, where it is documented rather than drawn. */
  readonly given?: string | undefined;
}

/** Writes a static key and answers it in clear, once. */
export async function mintKey(ctx: Context, { kind, scopes, expiresAt = null, given }: KeySpec) {
  const key = given ?? newKeyOf(kind, randomBytes(17));
  const own: CredentialKind = kind;
  const credential = await mint(ctx, { provider: "checkout", kind: own, secret: key, scopes, expiresAt });
  return { key, credential };
}

export interface ClientSpec {
  /** What its tokens may be good for. */
  readonly scopes: readonly string[];
  readonly expiresAt?: Date | null;
  /** Its names, where they are documented rather than drawn. */
  readonly given?: { readonly clientId: string; readonly clientSecret: string } | undefined;
}

/** Writes an OAuth client and answers its secret in clear, once. */
export async function mintClient(ctx: Context, { scopes, expiresAt = null, given }: ClientSpec) {
  const clientId = given?.clientId ?? newId("ack");
  const clientSecret = given?.clientSecret ?? newClientSecretOf(randomBytes(30));
  const kind: CredentialKind = "oauth_client";
  const names = { provider: "checkout", kind, secret: clientSecret, attributes: { clientId } };
  const credential = await mint(ctx, { ...names, scopes, expiresAt });
  return { clientId, clientSecret, credential };
}

/** Makes a key unknown, and a client with all tokens that it was given. What is revoked already keeps its time. */
export async function revoke(ctx: Context, id: string): Promise<void> {
  const own = { sandboxId: ctx.sandbox.id, provider: "checkout" };
  // A token has no id that anybody is told.
  const token: CredentialKind = "access_token";
  const row = await ctx.db.credential.findFirst({ where: { ...own, id, kind: { not: token } } });
  if (!row) throw new Refusal("absent", `There is no key ${id} in this sandbox.`);
  const credential = credentialFromRow(row);
  const clientId = kindOf(credential) === "oauth_client" ? clientIdOf(credential) : undefined;
  const data = { revokedAt: ctx.now };
  await ctx.db.$transaction(
    async (db) => {
      await db.credential.updateMany({ where: { ...own, id, revokedAt: null }, data });
      if (clientId === undefined) return;
      // By now nobody is still making one.
      const given = { kind: token, attributes: { path: ["clientId"], equals: clientId } };
      await db.credential.updateMany({ where: { ...own, ...given, revokedAt: null }, data });
    },
    { ...patience },
  );
}
