/** What this process does with an endpoint at the moment. */
export interface Turn {
  /** Whether whoever works will still see to what is new now. */
  hear: () => boolean;
}

export interface TurnsOptions {
  /** Endpoints that are seen to at once; others wait for their turn. */
  readonly most: number;
  work(subscriptionId: string, turn: Turn): Promise<void>;
  onError(error: unknown): void;
}

interface Running extends Turn {
  readonly done: Promise<void>;
}

/** Sees to it that nothing is done twice at once with an endpoint by this process, and not with too many of them. */
export class Turns {
  readonly #options: TurnsOptions;
  readonly #running = new Map<string, Running>();
  readonly #waiting = new Set<string>();
  #isClosed = false;

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  /** Something new is to be seen to: by whoever is at it, or else in a turn that begins after this. */
  wake(subscriptionId: string): void {
    if (this.#isClosed || this.#running.get(subscriptionId)?.hear()) return;
    this.#waiting.add(subscriptionId);
    this.#beginNext();
  }

  /** Does this in a turn of its own; undefined where the endpoint has a turn at the moment. Does not wait in the queue. */
  async alone<T>(subscriptionId: string, work: () => Promise<T>): Promise<T | undefined> {
    if (this.#running.has(subscriptionId)) return undefined;
    return this.#run(subscriptionId, { hear: () => false }, work);
  }

  /** Whether endpoints wait for others to come to an end. */
  get othersWait(): boolean {
    return this.#waiting.size > 0 && this.#running.size >= this.#options.most;
  }

  /** Resolves when the endpoint has no turn any more, or has none. */
  async ended(subscriptionId: string): Promise<void> {
    await this.#running.get(subscriptionId)?.done;
  }

  /** Begins no more turns, and resolves when those that run have ended. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#waiting.clear();
    await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  #beginNext(): void {
    if (this.#isClosed) return;
    for (const subscriptionId of this.#waiting) {
      if (this.#running.size >= this.#options.most) return;
      if (this.#running.has(subscriptionId)) continue;
      this.#waiting.delete(subscriptionId);
      this.#begin(subscriptionId);
    }
  }

  #begin(subscriptionId: string): void {
    const { work, onError } = this.#options;
    // Until it says otherwise, it has not looked yet.
    const turn: Turn = { hear: () => true };
    this.#run(subscriptionId, turn, () => work(subscriptionId, turn)).catch(onError);
  }

  async #run<T>(subscriptionId: string, turn: Turn, work: () => Promise<T>): Promise<T> {
    const { promise: done, resolve } = Promise.withResolvers<void>();
    this.#running.set(subscriptionId, { hear: () => turn.hear(), done });
    try {
      return await work();
    } finally {
      this.#running.delete(subscriptionId);
      resolve();
      this.#beginNext();
    }
  }
}
