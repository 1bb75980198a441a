import { numberFrom } from "../rules/judging/chance.ts";

/** Numbers from 0 to below 1: other ones for another text, the same ones for the same text. */
export type Random = () => number;

/** Mulberry32, which needs 32 bits of state and is even enough for pictures. */
export function randomFrom(text: string): Random {
  let state = numberFrom(text, 2 ** 32);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<Item>(random: Random, items: readonly [Item, ...Item[]]): Item {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}
