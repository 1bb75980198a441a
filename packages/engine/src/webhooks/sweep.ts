import type { Upcoming } from "./upcoming.ts";

export interface SweepOptions {
  /** What is due, or will be before the next look at everything: to everybody, or in these sandboxes. */
  look(sandboxIds: readonly string[] | undefined): Promise<readonly Upcoming[]>;
  onUpcoming(upcoming: Upcoming): void;
  readonly log: { error(details: object, message: string): void };
}

/** The longest time between two looks at everything: how long what nobody hinted at may lie. */
export const longestMs = 5_000;

/** Looks for what is owed: at everything every few seconds and when it is told to, at a sandbox when that has changed. */
export class Sweep {
  readonly #options: SweepOptions;
  readonly #sandboxIds = new Set<string>();
  readonly #timer = setInterval(() => this.everything(), longestMs).unref();
  #isEverything = false;
  #isLooking = false;
  #isClosed = false;

  constructor(options: SweepOptions) {
    this.#options = options;
  }

  everything(): void {
    this.#isEverything = true;
    this.#begin();
  }

  sandbox(id: string): void {
    this.#sandboxIds.add(id);
    this.#begin();
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
  }

  #begin(): void {
    if (!this.#isLooking && !this.#isClosed) void this.#look();
  }

  /** One look at a time: what is asked for meanwhile goes into the next. */
  async #look(): Promise<void> {
    this.#isLooking = true;
    while (!this.#isClosed && (this.#isEverything || this.#sandboxIds.size > 0)) {
      const sandboxIds = this.#isEverything ? undefined : [...this.#sandboxIds];
      this.#isEverything = false;
      this.#sandboxIds.clear();
      try {
        for (const upcoming of await this.#options.look(sandboxIds)) this.#options.onUpcoming(upcoming);
      } catch (error) {
        if (!this.#isClosed) this.#options.log.error({ err: error }, "what is due could not be looked up");
      }
    }
    this.#isLooking = false;
  }
}
