import { setTimeout as delay } from "node:timers/promises";
import { type Database, query } from "@understudy/database";
import type { Ran } from "../timers.ts";
import { type Choice, type Trade, waiting } from "./candidates.ts";
import { Lane } from "./lane.ts";
import type { Held, Taken } from "./taking.ts";

export interface Patience {
  /** Real milliseconds. */
  readonly withinMs: number;
  /** Whether work counts that waits for somebody else's server. */
  readonly askOthers: boolean;
  /** Only the tasks of this object count; else all. */
  readonly subject?: string;
}

export interface SettlingParts {
  readonly db: Database;
  readonly sandboxId: string;
  /** Only this one. */
  readonly subject: string | undefined;
  /** Aborted when nobody is to wait for anything any more. */
  readonly ending: AbortSignal;
  /** The kinds of task that count by now. */
  trades(): readonly Trade[];
  /** How many pieces of work of a kind are under way at once. */
  most(trade: Trade): number;
  work(trade: Trade, choice: Choice, onHeld: (held: Held) => void): Promise<Taken | undefined>;
}

/** Real milliseconds after which it is looked again whether others are done with what they have. */
const [shortestMs, longestMs] = [2, 50];

/**
 * Does the tasks of a sandbox, whether or not its clock is held, and what comes of them. It is over when those that there
 * were at the beginning are done, by whomever, and what their subjects had before them then; what others begin meanwhile
 * is done too, but not for ever: under load that would never end. Looking again and again, rather than waiting for the
 * rows, it keeps no connection from those who do the work.
 */
export class Settling {
  readonly #parts: SettlingParts;
  readonly #lanes = new Map<Trade, Lane>();
  /** What ran of each piece of work, in the order in which they were begun. */
  readonly #ran: (readonly Ran[])[] = [];

  constructor(parts: SettlingParts) {
    this.#parts = parts;
  }

  async settle(withinMs: number): Promise<readonly Ran[]> {
    const over = new AbortController();
    const isOver = AbortSignal.any([this.#parts.ending, over.signal]);
    const until = performance.now() + withinMs;
    const pause = (ms: number) =>
      delay(Math.max(0, Math.min(ms, until - performance.now())), undefined, { signal: isOver }).catch(() => undefined);
    try {
      await this.#settle(pause, () => performance.now() < until && !isOver.aborted);
      await Promise.race([this.#close(this.#parts.trades()), pause(withinMs)]);
      return this.#ran.flat();
    } finally {
      over.abort();
    }
  }

  /** Takes no more, and resolves when what is under way is over. */
  async close(): Promise<void> {
    await this.#close([...this.#lanes.keys()]);
  }

  /** The same, but waits only for what is under way of these. */
  async #close(trades: readonly Trade[]): Promise<void> {
    const closed = [...this.#lanes].map(([trade, lane]) => [trade, lane.close()] as const);
    await Promise.all(closed.map(([trade, over]) => trades.includes(trade) && over));
  }

  async #settle(pause: (ms: number) => Promise<void>, mayGoOn: () => boolean): Promise<void> {
    const { db, sandboxId, subject, trades } = this.#parts;
    const left = async (among?: readonly string[]) => {
      const rows = await query<{ subject: string }>(db, waiting(trades(), sandboxId, among));
      return rows.map(({ subject }) => subject);
    };
    let subjects = await left(subject === undefined ? undefined : [subject]);
    let pauseMs = shortestMs;
    while (subjects.length > 0 && mayGoOn()) {
      const begun = this.#ran.length;
      this.#wake();
      await Promise.race([this.#idle(), pause(longestMs)]);
      subjects = await left(subjects);
      // Somebody else has what is left.
      pauseMs = this.#ran.length > begun ? shortestMs : Math.min(2 * pauseMs, longestMs);
      if (subjects.length > 0) await pause(pauseMs);
    }
  }

  #wake(): void {
    for (const trade of this.#parts.trades()) this.#laneOf(trade).wake();
  }

  async #idle(): Promise<void> {
    await Promise.all([...this.#lanes.values()].map((lane) => lane.idle()));
  }

  #laneOf(trade: Trade): Lane {
    const known = this.#lanes.get(trade);
    if (known) return known;
    const lane = new Lane({ most: this.#parts.most(trade), take: (onHeld) => this.#take(trade, onHeld) });
    this.#lanes.set(trade, lane);
    return lane;
  }

  async #take(trade: Trade, onHeld: () => void): Promise<Taken | undefined> {
    const { sandboxId, subject, work } = this.#parts;
    let place: number | undefined;
    const taken = await work(trade, { sandboxId, subject, isHeldToo: true }, () => {
      place = this.#ran.push([]) - 1;
      onHeld();
    });
    if (taken && place !== undefined) this.#ran[place] = taken.ran;
    // What comes of it may be of another kind.
    if (taken) this.#wake();
    return taken;
  }
}
