import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { keyPatterns, newClientSecretOf, newKeyOf } from "./keys.ts";

it("makes keys that every official SDK accepts and that a shell leaves as they are", () => {
  for (let round = 0; round < 50; round++)
    for (const kind of ["secret", "public"] as const) {
      const key = newKeyOf(kind, randomBytes(17));
      expect(key).toMatch(keyPatterns[kind]);
      expect(key).toMatch(/^[a-z]{2}_sbox_[a-z2-7]{27}$/);
    }
});

it("takes the fixed keys of the default sandbox for keys", () => {
  expect("sk_sbox_understudydefaultsandboxaaa").toMatch(keyPatterns.secret);
  expect("pk_sbox_understudydefaultsandboxaaa").toMatch(keyPatterns.public);
  expect("pk_sbox_understudydefaultsandboxaaa").not.toMatch(keyPatterns.secret);
});

it("makes no key of too few bytes", () => {
  expect(() => newKeyOf("secret", randomBytes(16))).toThrow("17 bytes");
});

it("makes client secrets as long as their bytes", () => {
  expect(newClientSecretOf(randomBytes(32))).toMatch(/^[a-z2-7]{52}$/);
});
