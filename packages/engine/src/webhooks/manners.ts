import { LRUCache } from "lru-cache";
import type { Outcome } from "./outgoing.ts";

/** How an endpoint has behaved of late. */
export class Manner {
  #window = 4;
  #isPrompt = false;

  /** How many requests may be in flight to it at once. */
  get window(): number {
    return this.#window;
  }

  /** Whether it is known to answer at once: what is owed to it then need not wait behind what is owed to others. */
  get isPrompt(): boolean {
    return this.#isPrompt;
  }

  /** One more at once after each answer, a single one after a deadline that ran out. */
  learn({ isSlow, status, durationMs }: Outcome): void {
    this.#window = isSlow ? 1 : Math.min(this.#window + 1, widestWindow);
    this.#isPrompt = status !== null && durationMs < promptMs;
  }
}

/** The most requests in flight to one endpoint. */
const widestWindow = 32;

const promptMs = 1_000;

/** What this process has seen of endpoints, by their subscriptions. */
export class Manners {
  readonly #known = new LRUCache<string, Manner>({ max: 10_000 });

  of(subscriptionId: string): Manner {
    const known = this.#known.get(subscriptionId) ?? new Manner();
    this.#known.set(subscriptionId, known);
    return known;
  }
}
