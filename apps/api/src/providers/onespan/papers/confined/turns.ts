interface Line {
  readonly waiting: (() => void)[];
  isServed: boolean;
}

/**
 * So many things at once, one of each sandbox. Sandboxes have their turns one after the other, so that one that asks for
 * much, or for what takes long, is waited for by nobody else.
 */
export class Turns {
  /** By sandbox, in the order of their turns. */
  readonly #lines = new Map<string, Line>();
  readonly #most: number;
  #served = 0;

  constructor(most: number) {
    this.#most = most;
  }

  async take<T>(sandboxId: string, work: () => Promise<T>): Promise<T> {
    await this.#turnOf(sandboxId);
    try {
      return await work();
    } finally {
      this.#end(sandboxId);
    }
  }

  #turnOf(sandboxId: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const line = this.#lines.get(sandboxId) ?? { waiting: [], isServed: false };
    line.waiting.push(resolve);
    this.#lines.set(sandboxId, line);
    this.#serve();
    return promise;
  }

  #end(sandboxId: string): void {
    const line = this.#lines.get(sandboxId);
    this.#served -= 1;
    // At the end of the order, behind all who wait.
    this.#lines.delete(sandboxId);
    if (line && line.waiting.length > 0) this.#lines.set(sandboxId, { ...line, isServed: false });
    this.#serve();
  }

  #serve(): void {
    for (const line of this.#lines.values()) {
      if (this.#served >= this.#most) return;
      const begin = line.isServed ? undefined : line.waiting.shift();
      if (begin === undefined) continue;
      line.isServed = true;
      this.#served += 1;
      begin();
    }
  }
}
