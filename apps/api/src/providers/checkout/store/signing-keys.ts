import { generateKeyPair, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import type { Context } from "@understudy/engine";
import { type CryptoKey, importPKCS8 } from "jose";

/** What a sandbox's access tokens are signed with. */
export interface SigningKey {
  readonly id: string;
  readonly privateKey: CryptoKey;
}

/** The sandbox's key, made with its first token: that takes too long for the making of a sandbox. It never changes. */
export function get(ctx: Context): Promise<SigningKey> {
  return ctx.remember("checkout signing key", async () => {
    const { keyId, privateKey } = (await find(ctx)) ?? (await make(ctx));
    return { id: keyId, privateKey: await importPKCS8(privateKey, "RS256") };
  });
}

function find(ctx: Context) {
  return ctx.db.checkoutSigningKey.findUnique({ where: { sandboxId: ctx.sandbox.id } });
}

/** Of two processes that make one at once, the later one takes what the earlier one made. */
async function make(ctx: Context) {
  const { privateKey } = await promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const keyId = randomBytes(20).toString("hex").toUpperCase();
  await ctx.db.checkoutSigningKey.createMany({
    data: { sandboxId: ctx.sandbox.id, keyId, privateKey },
    skipDuplicates: true,
  });
  return ctx.db.checkoutSigningKey.findUniqueOrThrow({ where: { sandboxId: ctx.sandbox.id } });
}
