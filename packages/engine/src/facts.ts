import { LRUCache } from "lru-cache";
import type { Facts } from "./context.ts";
import type { Sandbox } from "./sandbox.ts";

/** Facts for a transaction of the caller's. */
export interface TentativeFacts extends Facts {
  /** The transaction is committed: what it found out holds for everybody. */
  keep(): void;
}

/** Whatever the facts are, whole documents among them: by this many bytes, or nearly. */
const mostBytes = 64 * 2 ** 20;

/**
 * The facts of all sandboxes, as many as there is room for. Those of a sandbox are known by its life, which ends whenever
 * it is forgotten: whoever asked for the life before goes on with what nobody else sees any more. Of the same id and
 * life, by a notice that is still on its way, an earlier sandbox differs by when it was made.
 */
export class KnownFacts {
  readonly #facts = new LRUCache<string, object>({ maxSize: mostBytes, sizeCalculation: weigh });
  readonly #lives = new LRUCache<string, number>({ max: 10_000 });
  #begun = 0;

  lifeOf(sandboxId: string): number {
    const known = this.#lives.get(sandboxId);
    if (known !== undefined) return known;
    const life = ++this.#begun;
    this.#lives.set(sandboxId, life);
    return life;
  }

  forget(sandboxId: string): void {
    this.#lives.delete(sandboxId);
  }

  forgetAll(): void {
    this.#lives.clear();
  }

  of({ createdAt }: Sandbox, life: number): Facts {
    const prefix = `${life} ${createdAt.getTime()}`;
    return {
      get: (key) => this.#facts.get(`${prefix} ${key}`),
      set: (key, fact) => void this.#facts.set(`${prefix} ${key}`, fact),
    };
  }

  /** What was read in a transaction may be its own writing: nobody else knows of it while it may still be undone. */
  tentative(sandbox: Sandbox): TentativeFacts {
    const facts = this.of(sandbox, this.lifeOf(sandbox.id));
    const own = new Map<string, object>();
    return {
      get: (key) => own.get(key) ?? facts.get(key),
      set: (key, fact) => void own.set(key, fact),
      keep() {
        for (const [key, fact] of own) facts.set(key, fact);
      },
    };
  }
}

/** About how many bytes a value takes, each object with its share of the table in which it stands. */
function weigh(value: unknown): number {
  if (typeof value === "string") return 24 + value.length;
  if (typeof value !== "object" || value === null) return 8;
  let weight = 64;
  for (const part of Object.values(value)) weight += 16 + weigh(part);
  return weight;
}
