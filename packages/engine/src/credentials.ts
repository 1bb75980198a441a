import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { type Database, join, query, sql } from "@understudy/database";
import type { Context } from "./context.ts";

/** A key to one provider's API in one sandbox, without its secret. */
export interface Credential {
  readonly id: string;
  readonly sandboxId: string;
  readonly provider: string;
  readonly kind: string;
  readonly hint: string;
  readonly scopes: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly createdAt: Date;
}

export interface CredentialSpec {
  readonly provider: string;
  readonly kind: string;
  /** The secret in clear: it is hashed here and known to nobody afterwards. */
  readonly secret: string;
  readonly scopes: readonly string[];
  readonly attributes?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly expiresAt?: Date | null;
}

const hintLength = 16;

/** `length` characters of [0-9a-f] that nobody can guess. */
export function randomSecret(length = 32): string {
  return randomBytes(Math.ceil(length / 2))
    .toString("hex")
    .slice(0, length);
}

/** Writes a credential into the context's sandbox. */
export async function mint(ctx: Context, spec: CredentialSpec): Promise<Credential> {
  return fromRow(await ctx.db.credential.create({ data: dataOf(ctx, spec) }));
}

/** Writes several, by one statement. */
export async function mintAll(ctx: Context, specs: readonly CredentialSpec[]): Promise<void> {
  const rows = specs
    .map((spec) => dataOf(ctx, spec))
    .map(
      (row) => sql`(
      ${row.id}, ${row.sandboxId}, ${row.provider}, ${row.kind}, ${row.secretHash}, ${row.hint}, ${row.scopes}::text[],
      ${JSON.stringify(row.attributes)}::jsonb, ${row.expiresAt}::timestamptz, ${row.createdAt}::timestamptz)`,
    );
  await query(
    ctx.db,
    sql`
    INSERT INTO credential (
      id, sandbox_id, provider, kind, secret_hash, hint, scopes, attributes, expires_at, created_at)
    VALUES ${join(rows)}`,
  );
}

function dataOf(ctx: Context, spec: CredentialSpec) {
  return {
    id: ctx.newId("cred"),
    sandboxId: ctx.sandbox.id,
    provider: spec.provider,
    kind: spec.kind,
    secretHash: hash(spec.secret),
    hint: spec.secret.slice(0, hintLength),
    scopes: [...spec.scopes],
    attributes: spec.attributes ?? {},
    expiresAt: spec.expiresAt ?? null,
    createdAt: ctx.now,
  };
}

/** The credential whose secret this is, revoked and expired ones included: the caller judges by the sandbox's time. */
export async function findBySecret(db: Database, provider: string, secret: string): Promise<Credential | undefined> {
  const wanted = hash(secret);
  const row = await db.credential.findUnique({ where: { secretHash: wanted } });
  // The index compares hashes byte by byte; comparing once more in constant time leaves nothing to its timing.
  if (!row || row.provider !== provider || !timingSafeEqual(row.secretHash, wanted)) return undefined;
  return fromRow(row);
}

export function isUsable(credential: Credential, now: Date): boolean {
  return credential.revokedAt === null && (credential.expiresAt === null || now < credential.expiresAt);
}

/** SHA-256: the secrets are long and random, so a slow hash would protect nothing and cost time on every request. */
export function hash(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(secret).digest());
}

type Row = Omit<Credential, "attributes"> & { attributes: unknown };

export function fromRow({ attributes, ...row }: Row): Credential {
  return { ...row, attributes: attributes as Credential["attributes"] };
}
