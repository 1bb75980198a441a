/** Does one piece of work, and calls back as soon as it has one; undefined where there is none. */
export type TakeOne = (onHeld: () => void) => Promise<object | undefined>;

export interface LaneOptions {
  /** How many pieces of work are under way at once. */
  readonly most: number;
  readonly take: TakeOne;
  /** Told when no work could be had, once until it can be had again. */
  readonly onTrouble?: (error: unknown) => void;
}

/** The workers of one kind of task: as many as there is work for, up to a limit. */
export class Lane {
  readonly #options: LaneOptions;
  readonly #working = new Set<Promise<void>>();
  #isHinted = false;
  #isClosed = false;
  #isTroubled = false;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  /** There may be something to do. */
  wake(): void {
    this.#isHinted = true;
    this.#begin();
  }

  /** Resolves when nobody is at work, nor looks for any. */
  async idle(): Promise<void> {
    while (this.#working.size > 0) await Promise.all(this.#working);
  }

  /** Takes no more, and resolves when what is under way is over. */
  close(): Promise<void> {
    this.#isClosed = true;
    return this.idle();
  }

  #begin(): void {
    if (this.#isClosed || this.#working.size >= this.#options.most) return;
    const work = this.#work().finally(() => {
      this.#working.delete(work);
      // A hint that came while the last one was looking.
      if (this.#isHinted) this.#begin();
    });
    this.#working.add(work);
  }

  /** Until nothing is left. Once something is found there may be more: another worker looks for that. */
  async #work(): Promise<void> {
    this.#isHinted = false;
    try {
      while (!this.#isClosed && (await this.#options.take(() => this.#begin())));
      this.#isTroubled = false;
    } catch (error) {
      // The database is out of reach, or has no connection left: the next hint, or the next sweep, tries again.
      if (!this.#isTroubled && !this.#isClosed) this.#options.onTrouble?.(error);
      this.#isTroubled = true;
    }
  }
}
