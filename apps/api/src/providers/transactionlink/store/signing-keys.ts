import { generateKeyPair, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { type Database, query, sql } from "@understudy/database";
import type { Context } from "@understudy/engine";

/** A pair of keys of which the private one signs webhooks. */
export interface SigningKey {
  /** The `kid` of its signatures. */
  readonly id: string;
  /** PKCS #8, PEM. */
  readonly privateKey: string;
  readonly createdAt: Date;
}

export type KeyPair = Omit<SigningKey, "createdAt"> & {
  /** SPKI, PEM. */
  readonly publicKey: string;
};

/** Takes a while, which nobody should hold a transaction for. */
export async function newKeyPair(): Promise<KeyPair> {
  const pair = await promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return { id: randomUUID(), ...pair };
}

/** From then on it is the newest. */
export async function create(ctx: Context, pair: KeyPair): Promise<SigningKey> {
  const { id, privateKey, publicKey } = pair;
  const row = { id, privateKey, publicKey, createdAt: ctx.now };
  await ctx.db.transactionlinkSigningKey.create({ data: { ...row, sandboxId: ctx.sandbox.id } });
  return { id, privateKey, createdAt: ctx.now };
}

/** The one that signs now; undefined before there is any. */
export async function newest(ctx: Context): Promise<SigningKey | undefined> {
  const [key] = await query<SigningKey>(
    ctx.db,
    sql`SELECT id::text, private_key AS "privateKey", created_at AS "createdAt" FROM transactionlink_signing_key
      WHERE sandbox_id = ${ctx.sandbox.id} ORDER BY sequence DESC LIMIT 1`,
  );
  return key;
}

/** The public half of any key, of whichever sandbox: who asks for one by its id brings no credential. */
export async function publicKeyOf(
  db: Database,
  id: string,
): Promise<{ readonly sandboxId: string; readonly publicKey: string } | undefined> {
  const [key] = await query<{ sandboxId: string; publicKey: string }>(
    db,
    sql`SELECT sandbox_id AS "sandboxId", public_key AS "publicKey"
      FROM transactionlink_signing_key WHERE id = ${id}::uuid`,
  );
  return key;
}
