import type { Database, Store } from "@understudy/database";
import type { Sandbox } from "../sandbox.ts";
import type { Ran } from "../timers.ts";
import type { OutgoingOptions } from "../webhooks/outgoing.ts";
import type { Begun } from "../worlds.ts";
import { Asking } from "./asking.ts";
import type { Trade } from "./candidates.ts";
import { Lane } from "./lane.ts";
import { type Patience, Settling } from "./settling.ts";
import type { TaskHandler, TaskHandlers } from "./task.ts";
import { Worker } from "./worker.ts";

export interface WorkersOptions extends OutgoingOptions {
  readonly db: Database;
  readonly tasks: TaskHandlers;
  /** The engine's own, which ask at addresses that whoever runs the server chose. */
  readonly ownTasks: TaskHandlers;
  readonly log: Record<"warn" | "error", (details: object, message: string) => void>;
  begin(db: Database, sandbox: Sandbox, now: Date): Begun;
  /** Opens connections for work that keeps them while others answer. */
  open(connections: number): Promise<Store>;
}

/** The longest time for which a task lies that no hint told of: one that failed, or that a killed process had. */
const sweepMs = 1_000;
/** How many pieces of work are under way at once, of each kind; those that ask have a connection each. */
const atOnce = { own: 2, askingOthers: 32 };
/** How many of them whoever settles has. */
const atOnceSettling = { own: 1, askingOthers: 8 };
/** Connections of work that asks others for those who settle, when all such work that goes by itself hangs. */
const spare = 4;

const mostOf = ({ asksOthers, atOnce: most = Number.POSITIVE_INFINITY }: TaskHandler) =>
  Math.min(most, asksOthers ? atOnce.askingOthers : atOnce.own);

const tradesOf = (tasks: TaskHandlers, isTrusted: boolean): readonly Trade[] =>
  Object.entries(tasks).flatMap(([provider, kinds]) =>
    Object.entries(kinds).map(([kind, handler]) => ({ provider, kind, handler, isTrusted })),
  );

const isAwaited = (handler: TaskHandler) => handler.isAwaited?.() ?? true;

/** Does tasks, in the order in which they came. Any number of processes share them, by locks of their rows. */
export class TaskWorkers {
  readonly #options: WorkersOptions;
  readonly #trades: readonly Trade[];
  readonly #lanes: ReadonlyMap<Trade, Lane>;
  readonly #asking: Asking;
  readonly #worker: Worker;
  readonly #sweep: NodeJS.Timeout;
  readonly #ending = new AbortController();
  readonly #settling = new Set<Promise<void>>();
  #closing: Promise<void> | undefined;

  constructor(options: WorkersOptions) {
    this.#options = options;
    this.#trades = [...tradesOf(options.tasks, false), ...tradesOf(options.ownTasks, true)];
    const asking = this.#trades.filter(({ handler }) => handler.asksOthers);
    const slots = asking.reduce((sum, { handler }) => sum + mostOf(handler), 0);
    this.#asking = new Asking({ ...options, slots, connections: slots + spare });
    this.#worker = new Worker(options, this.#asking);
    this.#lanes = new Map(this.#trades.map((trade) => [trade, this.#lane(trade)]));
    this.#sweep = setInterval(() => this.wake(), sweepMs).unref();
  }

  /** There may be something to do, what was put off too. */
  wake(): void {
    this.#worker.expectDue(this.#trades);
    this.hear();
  }

  /** Tasks have come. */
  hear(): void {
    for (const lane of this.#lanes.values()) lane.wake();
  }

  /**
   * Does what is to be done in a sandbox, what others work on included, and what comes of it, and answers when nothing of
   * that is left, or time is up.
   */
  settle(sandboxId: string, { withinMs, askOthers, subject }: Patience): Promise<readonly Ran[]> {
    const counts = ({ handler }: Trade) =>
      isAwaited(handler) && (!handler.asksOthers || (askOthers && !this.#asking.isResting));
    const settling = new Settling({
      ...{ db: this.#options.db, sandboxId, subject, ending: this.#ending.signal },
      trades: () => this.#trades.filter(counts),
      most: ({ handler }) => (handler.asksOthers ? atOnceSettling.askingOthers : atOnceSettling.own),
      work: (trade, choice, onHeld) => this.#worker.work(trade, choice, onHeld),
    });
    const settled = settling.settle(withinMs);
    // What it leaves under way is waited for by nobody but whoever closes.
    const close = () => settling.close();
    const over = settled.then(close, close).finally(() => this.#settling.delete(over));
    this.#settling.add(over);
    return settled;
  }

  /** The kinds of work that whoever settles waits for by now. */
  get awaitedKinds(): readonly string[] {
    return this.#trades.filter(({ handler }) => isAwaited(handler)).map(({ kind }) => kind);
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
    return new Lane({
      most: mostOf(handler),
      take: (onHeld) => this.#worker.work(trade, {}, onHeld),
      onTrouble: (err) => this.#options.log.warn({ err, provider, kind }, "tasks could not be looked for"),
    });
  }
}
