import { expect, it } from "vitest";
import { isLike } from "./pattern.ts";

it("means the whole text, by code points", () => {
  expect(isLike("PL526", "[A-Z]{2}[0-9]{3}")).toBe(true);
  expect(isLike("PL5260", "[A-Z]{2}[0-9]{3}")).toBe(false);
  expect(isLike("a", "a|bc")).toBe(true);
  expect(isLike("ab", "a|bc")).toBe(false);
  expect(isLike("🏦", ".")).toBe(true);
  expect(isLike("żółw", "\\p{L}+")).toBe(true);
});

it("keeps nothing from one text to the next", () => {
  for (const expected of [true, true]) expect(isLike("aaa", "a+")).toBe(expected);
});

it("is never waited for: what would take years is no match", () => {
  const before = performance.now();
  expect(isLike(`${"a".repeat(60)}!`, "(a+)+")).toBe(false);
  expect(isLike(`${"x".repeat(40)}`, "(x+x+)+y")).toBe(false);
  expect(performance.now() - before).toBeLessThan(5_000);
  expect(isLike("aaa", "(a+)+")).toBe(true);
});
