import type { Database, Store } from "@understudy/database";
import type { Context } from "../context.ts";
import type { Sandbox } from "../sandbox.ts";
import { isCollision } from "../timer-work.ts";
import type { Ran } from "../timers.ts";
import type { OutgoingOptions } from "../webhooks/outgoing.ts";
import { Asking } from "./asking.ts";
import { type Choice, postpone, type Trade } from "./candidates.ts";
import { Lane } from "./lane.ts";
import { type Patience, Settling } from "./settling.ts";
import { type Held, type Taken, take } from "./taking.ts";
import type { TaskHandlers } from "./task.ts";

export interface WorkersOptions extends OutgoingOptions {
  readonly db: Database;
  readonly tasks: TaskHandlers;
  readonly log: Record<"warn" | "error", (details: object, message: string) => void>;
  within(db: Database, sandbox: Sandbox, now: Date): Context;
  /** Opens connections for work that keeps them while others answer. */
  open(connections: number): Promise<Store>;
}

/** The longest time for which a task lies that no hint told of: one that failed, or that a killed process had. */
const sweepMs = 1_000;
/** How many pieces of work are under way at once, of each kind. */
const atOnce = { own: 2, askingOthers: 8 };
/** Connections of work that asks others for those who settle, when all such work that goes by itself hangs. */
const spare = 4;
/** How often work is tried that meets a request at the rows of its subject. */
const tries = 20;

/** Does tasks, in the order in which they came. Any number of processes share them, by locks of their rows. */
export class TaskWorkers {
  readonly #options: WorkersOptions;
  readonly #trades: readonly Trade[];
  readonly #lanes: ReadonlyMap<Trade, Lane>;
  readonly #asking: Asking;
  readonly #sweep: NodeJS.Timeout;
  readonly #ending = new AbortController();
  readonly #settling = new Set<Promise<void>>();
  #closing: Promise<void> | undefined;

  constructor(options: WorkersOptions) {
    this.#options = options;
    this.#trades = Object.entries(options.tasks).flatMap(([provider, kinds]) =>
      Object.entries(kinds).map(([kind, handler]) => ({ provider, kind, handler })),
    );
    const asking = this.#trades.filter(({ handler }) => handler.asksOthers).length;
    this.#asking = new Asking({ ...options, connections: asking * atOnce.askingOthers + spare });
    this.#lanes = new Map(this.#trades.map((trade) => [trade, this.#lane(trade)]));
    this.#sweep = setInterval(() => this.wake(), sweepMs).unref();
  }

  /** There may be something to do. */
  wake(): void {
    for (const lane of this.#lanes.values()) lane.wake();
  }

  /**
   * Does what is to be done in a sandbox, what others work on included, and what comes of it, and answers when nothing of
   * that is left, or time is up.
   */
  settle(sandboxId: string, { withinMs, askOthers, subject }: Patience): Promise<readonly Ran[]> {
    const settling = new Settling({
      ...{ db: this.#options.db, sandboxId, subject, ending: this.#ending.signal },
      trades: () => this.#trades.filter((trade) => !trade.handler.asksOthers || (askOthers && !this.#asking.isResting)),
      most: ({ handler }) => (handler.asksOthers ? atOnce.askingOthers : 1),
      work: (trade, choice, onHeld) => this.#work(trade, choice, onHeld),
    });
    const settled = settling.settle(withinMs);
    // What it leaves under way is waited for by nobody but whoever closes.
    const close = () => settling.close();
    const over = settled.then(close, close).finally(() => this.#settling.delete(over));
    this.#settling.add(over);
    return settled;
  }

  /** Asks nobody any more, and breaks off where somebody is waited for; all else goes on. */
  async rest(): Promise<void> {
    this.#asking.rest();
    await Promise.all(this.#trades.map((trade) => trade.handler.asksOthers && this.#lanes.get(trade)?.close()));
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    clearInterval(this.#sweep);
    this.#ending.abort();
    await Promise.all([this.rest(), ...[...this.#lanes.values()].map((lane) => lane.close()), ...this.#settling]);
    await this.#asking.close();
  }

  #lane(trade: Trade): Lane {
    const { provider, kind, handler } = trade;
    const most = handler.asksOthers ? atOnce.askingOthers : atOnce.own;
    return new Lane({
      most,
      take: (onHeld) => this.#work(trade, {}, onHeld),
      onTrouble: (err) => this.#options.log.warn({ err, provider, kind }, "tasks could not be looked for"),
    });
  }

  async #work(trade: Trade, choice: Choice, onHeld?: (held: Held) => void): Promise<Taken | undefined> {
    const taken = await this.#take(trade, choice, onHeld);
    if (!taken?.failure) return taken;
    const { sandboxId, subjects } = taken;
    if (subjects.length === 1) return this.#alone(trade, { ...choice, sandboxId, subject: subjects[0] }, taken);
    // One that fails must not keep back the others.
    const ran: Ran[] = [];
    for (const subject of subjects)
      ran.push(...((await this.#alone(trade, { ...choice, sandboxId, subject }))?.ran ?? []));
    return { ...taken, ran };
  }

  /** One subject, again where it meets a request at the same rows: a moment later it may go well. */
  async #alone(trade: Trade, choice: Choice, before?: Taken): Promise<Taken | undefined> {
    let taken = before ?? (await this.#take(trade, choice));
    for (let attempt = 2; taken?.failure && isCollision(taken.failure.error) && attempt <= tries; attempt += 1)
      taken = await this.#take(trade, choice);
    // Shutting down undoes the work too, and nobody is to blame for that.
    if (taken?.failure && this.#isBrokenOff(trade)) return undefined;
    if (taken?.failure) await this.#giveUp(trade, taken);
    return taken;
  }

  async #take(trade: Trade, choice: Choice, onHeld?: (held: Held) => void): Promise<Taken | undefined> {
    if (trade.handler.asksOthers) return this.#takeAsking(trade, choice, onHeld);
    const { within, db } = this.#options;
    const isWanted = (held: Held) => {
      onHeld?.(held);
      return true;
    };
    return take({ db, others: this.#asking, within }, trade, choice, isWanted);
  }

  /** Those who settle may have all that a sandbox wants; what goes by itself is shared among sandboxes. */
  async #takeAsking(trade: Trade, choice: Choice, onHeld?: (held: Held) => void): Promise<Taken | undefined> {
    const asking = this.#asking;
    let end: (() => void) | undefined;
    let isDeclined = false;
    const isWanted = (held: Held) => {
      end = asking.begin(held.sandboxId, choice.sandboxId !== undefined);
      isDeclined = end === undefined;
      if (end) onHeld?.(held);
      return end !== undefined;
    };
    try {
      if (asking.isResting) return undefined;
      const parts = { db: await asking.db(), others: asking, within: this.#options.within };
      const shared = choice.sandboxId === undefined ? { ...choice, without: asking.crowded } : choice;
      const taken = await take(parts, trade, shared, isWanted);
      // Others were faster with work of the same sandbox: it is known to be crowded by now.
      return isDeclined ? await this.#takeAsking(trade, choice, onHeld) : taken;
    } finally {
      end?.();
    }
  }

  #isBrokenOff({ handler }: Trade): boolean {
    return handler.asksOthers === true && this.#asking.isResting;
  }

  async #giveUp(trade: Trade, taken: Taken): Promise<void> {
    const { provider, kind } = trade;
    const { sandboxId, failure, subjects } = taken;
    if (await postpone(this.#options.db, trade, taken))
      this.#options.log.error(
        { err: failure?.error, provider, kind, sandboxId, subject: subjects[0] },
        "a task failed",
      );
  }
}
