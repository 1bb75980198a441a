import { expect, test } from "vitest";
import { findBySecret, hash, isUsable, mint, mintAll, randomSecret } from "./credentials.ts";
import { after, noon, testBed, testEngine, testSandbox } from "./testing.ts";
import { Worlds } from "./worlds.ts";

const bed = await testBed();

async function minted(expiresAt: Date | null = null) {
  const engine = await testEngine(bed);
  const sandbox = await testSandbox(bed);
  const secret = `sk_test_${randomSecret()}`;
  const attributes = { merchant: "m_1", roles: ["reader"], none: null };
  const spec = { provider: "acme", kind: "merchant", secret, scopes: ["a:read"], attributes, expiresAt };
  const credential = await mint(engine.within(bed.db, sandbox, noon), spec);
  return { engine, sandbox, secret, credential, attributes };
}

test("a credential is found by its secret, with all that is tied to it", async () => {
  const { engine, sandbox, secret, credential, attributes } = await minted();
  const found = await engine.credential("acme", secret);
  expect(found).toEqual(credential);
  expect(found).toMatchObject({
    sandboxId: sandbox.id,
    kind: "merchant",
    scopes: ["a:read"],
    attributes,
    createdAt: noon,
  });
  expect(await engine.credential("acme", secret)).toEqual(credential);
});

test("several are written at once, each as it would be alone", async () => {
  const { engine, sandbox, credential, attributes } = await minted(after(10));
  const secrets = [randomSecret(), randomSecret()];
  const { provider, kind, scopes } = credential;
  const spec = { provider, kind, scopes, attributes, expiresAt: after(10) };
  await mintAll(
    engine.within(bed.db, sandbox, noon),
    secrets.map((secret) => ({ ...spec, secret })),
  );
  for (const secret of secrets)
    expect(await findBySecret(bed.db, provider, secret)).toEqual({
      ...{ ...credential, hint: secret.slice(0, 16) },
      ...{ id: expect.stringMatching(/^cred_/), secretHash: hash(secret) },
    });
  const plain = randomSecret();
  await mintAll(engine.within(bed.db, sandbox, noon), [{ provider, kind, secret: plain, scopes: [] }]);
  expect(await findBySecret(bed.db, provider, plain)).toMatchObject({ scopes: [], attributes: {}, expiresAt: null });
});

test("a wrong secret, a part of one, and one of another provider find nothing", async () => {
  const { engine, secret } = await minted();
  await engine.credential("acme", secret);
  for (const wrong of [`${secret}0`, secret.slice(0, -1), secret.toUpperCase(), "", randomSecret()])
    expect(await engine.credential("acme", wrong)).toBeUndefined();
  expect(await engine.credential("other", secret)).toBeUndefined();
  expect(await findBySecret(bed.db, "other", secret)).toBeUndefined();
});

test("the table holds the secret's hash and its first characters, the secret nowhere", async () => {
  const { secret, credential } = await minted();
  const { rows } = await bed.pool.query("SELECT credential::text AS text, secret_hash FROM credential WHERE id = $1", [
    credential.id,
  ]);
  expect(rows[0].text).not.toContain(secret);
  expect(rows[0].text).not.toContain(Buffer.from(secret).toString("hex"));
  expect(new Uint8Array(rows[0].secret_hash)).toEqual(hash(secret));
  expect(credential.hint).toBe(secret.slice(0, 16));
  expect(JSON.stringify(credential)).not.toContain(secret);
});

test("a credential is usable until it expires or is revoked, by the sandbox's time", async () => {
  const { credential } = await minted(after(10));
  expect(isUsable(credential, noon)).toBe(true);
  expect(isUsable(credential, new Date(after(10).getTime() - 1))).toBe(true);
  expect(isUsable(credential, after(10))).toBe(false);
  expect(isUsable({ ...credential, expiresAt: null }, after(1e6))).toBe(true);
  expect(isUsable({ ...credential, revokedAt: noon }, noon)).toBe(false);
});

test("a secret is known to one sandbox only", async () => {
  const { engine, secret } = await minted();
  const ctx = engine.within(bed.db, await testSandbox(bed), noon);
  await expect(mint(ctx, { provider: "acme", kind: "k", secret, scopes: [] })).rejects.toThrow();
});

test("a look-up that was under way while a key was revoked is not remembered", async () => {
  const { secret, credential, sandbox } = await minted();
  const worlds = new Worlds({ db: bed.db, publicUrl: "http://here", hiddenSandboxId: undefined });
  const looking = worlds.credential("acme", secret);
  worlds.forget(sandbox.id);
  expect((await looking)?.revokedAt).toBeNull();
  await bed.db.credential.update({ where: { id: credential.id }, data: { revokedAt: noon } });
  expect((await worlds.credential("acme", secret))?.revokedAt).toEqual(noon);
});

test("random secrets have the length asked for and do not repeat", () => {
  const secrets = Array.from({ length: 1000 }, () => randomSecret(17));
  for (const secret of secrets) expect(secret).toMatch(/^[0-9a-f]{17}$/);
  expect(new Set(secrets).size).toBe(1000);
});
