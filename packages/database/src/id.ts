import { randomFillSync } from "node:crypto";
import { monotonicFactory } from "ulid";

const pool = new Uint32Array(1024);
let used = pool.length;

/** One call of the system's generator for many characters: asking it for each would be most of an id's cost. */
function random(): number {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return (pool[used++] ?? 0) / 2 ** 32;
}

const ulid = monotonicFactory(random);

/**
 * `tx_01jd2x…`: the prefix and a lower-case ULID. Ids that one process makes sort in the order in which they were made.
 */
export function newId(prefix: string): string {
  return `${prefix}_${ulid().toLowerCase()}`;
}
