import { Refusal } from "@understudy/domain";
import { type Context, type Credential, credentialFromRow, mint, randomSecret } from "@understudy/engine";
import type { Caller } from "../caller.ts";
import { newestFirst, olderThan, type Page } from "./position.ts";

/** Every right that a Tokeflow key can carry (providers/tokeflow.md 2.3; those past transactions are by its pattern). */
export const scopes = [
  "transactions:read",
  "transactions:write",
  "refunds:read",
  "refunds:write",
  "orders:read",
  "customers:read",
  "customers:write",
  "payment_instruments:read",
  "payment_instruments:write",
] as const;

export interface KeySpec {
  readonly caller: Caller;
  readonly environment: "live" | "test";
  readonly scopes: readonly string[];
  readonly expiresAt?: Date | null;
  /** The characters behind the prefix, where they are documented rather than drawn. */
  readonly random?: string;
}

/** Writes a key and answers it in clear, once. */
export async function mintKey(ctx: Context, spec: KeySpec): Promise<{ key: string; credential: Credential }> {
  const { access, merchantId } = spec.caller;
  const kind = merchantId === null ? "organization" : "merchant";
  const prefix = `${access === "secret" ? "sk" : "pk"}_${spec.environment}_${kind === "merchant" ? "mer" : "org"}`;
  const key = `${prefix}_${spec.random ?? randomSecret()}`;
  const credential = await mint(ctx, {
    provider: "tokeflow",
    kind,
    secret: key,
    scopes: spec.scopes,
    attributes: { ...spec.caller },
    expiresAt: spec.expiresAt ?? null,
  });
  return { key, credential };
}

/** Every key of the sandbox, revoked and expired ones too, newest first. */
export async function list(ctx: Context, { limit, after }: Page): Promise<Credential[]> {
  const where = { sandboxId: ctx.sandbox.id, provider: "tokeflow", ...olderThan(after) };
  return (await ctx.db.credential.findMany({ where, orderBy: newestFirst, take: limit })).map(credentialFromRow);
}

/** Makes the key unknown; one that is revoked already keeps its time. */
export async function revoke(ctx: Context, id: string): Promise<void> {
  const where = { sandboxId: ctx.sandbox.id, provider: "tokeflow", id };
  const { count } = await ctx.db.credential.updateMany({
    where: { ...where, revokedAt: null },
    data: { revokedAt: ctx.now },
  });
  if (count === 0 && !(await ctx.db.credential.findFirst({ where, select: { id: true } })))
    throw new Refusal("absent", `There is no key ${id}: listKeys tells the ids of all keys.`);
}
