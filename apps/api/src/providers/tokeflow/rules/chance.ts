import { digest } from "./digest.ts";

/** Numbers that look like chance and repeat: the same seed, draw and purpose always give the same one. */
export interface Chance {
  /** A number in [0, 1) for this purpose: `decline:conn_1`. */
  roll(purpose: string): number;
}

/**
 * What chance holds for one transaction. `seed` is the merchant's, `draw` counts the merchant's transactions that
 * needed chance, so the same seed and the same requests meet the same fate.
 */
export function chance(seed: string, draw: number | bigint): Chance {
  return { roll: (purpose) => fraction([seed, draw.toString(), purpose]) };
}

/** Decimal digits that belong to a text, for numbers that must differ between objects and repeat for one. */
export function digitsOf(text: string, length: number): string {
  return Array.from({ length }, (_, place) => Math.floor(fraction([text, String(place)]) * 10)).join("");
}

/** 48 bits of the digest: as many whole bytes as a double holds exactly. */
function fraction(parts: readonly string[]): number {
  const bytes = digest(parts.join("\0"));
  return bytes.subarray(0, 6).reduce((number, byte) => number * 256 + byte, 0) / 2 ** 48;
}
