import fc from "fast-check";
import { expect, it } from "vitest";
import { chance, digitsOf } from "./chance.ts";

it("repeats for the same seed, draw and purpose, and differs when one of them does", () => {
  const roll = (seed: string, draw: number, purpose: string) => chance(seed, draw).roll(purpose);
  expect(roll("a", 1, "decline")).toBe(roll("a", 1, "decline"));
  const others = [roll("b", 1, "decline"), roll("a", 2, "decline"), roll("a", 1, "error"), roll("a", 11, "")];
  expect(new Set([roll("a", 1, "decline"), ...others]).size).toBe(5);
});

it("counts draws alike as numbers and as bigints", () => {
  expect(chance("a", 7n).roll("x")).toBe(chance("a", 7).roll("x"));
});

it("stays in [0, 1)", () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), fc.string(), (seed, draw, purpose) => {
      const number = chance(seed, draw).roll(purpose);
      expect(number).toBeGreaterThanOrEqual(0);
      expect(number).toBeLessThan(1);
    }),
  );
});

it("spreads evenly", () => {
  const hits = Array.from({ length: 10_000 }, (_, draw) => chance("seed", draw).roll("decline")).filter((n) => n < 0.3);
  expect(hits.length).toBeGreaterThan(2800);
  expect(hits.length).toBeLessThan(3200);
});

it("gives a text its own digits", () => {
  expect(digitsOf("tx_1", 25)).toMatch(/^\d{25}$/);
  expect(digitsOf("tx_1", 25)).toBe(digitsOf("tx_1", 25));
  expect(digitsOf("tx_1", 25)).not.toBe(digitsOf("tx_2", 25));
});
