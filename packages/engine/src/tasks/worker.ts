import { isCollision } from "../timer-work.ts";
import type { Ran } from "../timers.ts";
import type { Asking } from "./asking.ts";
import type { Choice, Trade } from "./candidates.ts";
import { giveBack, postpone } from "./endings.ts";
import { type Held, type Overdue, type Taken, type TakingParts, take } from "./taking.ts";
import type { WorkersOptions } from "./workers.ts";

/** How often work is tried that meets a request at the rows of its subject. */
const tries = 20;

/** Does one piece of work after the other, and sees to those that come to nothing. */
export class Worker {
  readonly #options: WorkersOptions;
  readonly #asking: Asking;
  /** The tasks of each piece of work under way, until it is known how it ended. */
  readonly #inHand = new Set<Set<string>>();
  /** The trades where some that were put off may be due: others need not be asked for them each time. */
  readonly #due = new Set<Trade>();
  #isDueFirst = false;
  /** The sandbox whose turn was last. */
  readonly #last = new Map<Trade, string>();

  constructor(options: WorkersOptions, asking: Asking) {
    this.#options = options;
    this.#asking = asking;
  }

  /** Some that were put off may be due. */
  expectDue(trades: readonly Trade[]): void {
    for (const trade of trades) this.#due.add(trade);
  }

  /** Undefined where there is nothing to do. */
  async work(trade: Trade, choice: Choice, onHeld?: (held: Held) => void): Promise<Taken | undefined> {
    const inHand = new Set<string>();
    const note = (held: Held) => {
      for (const subject of held.subjects) inHand.add(nameOf(trade, held.sandboxId, subject));
      onHeld?.(held);
    };
    this.#inHand.add(inHand);
    try {
      const taken = await this.#next(trade, choice, note);
      if (taken?.failure) return await this.#again(trade, choice, taken);
      if (taken?.abandoned) this.#tellOf(trade, taken.sandboxId, taken.abandoned);
      return taken;
    } finally {
      this.#inHand.delete(inHand);
    }
  }

  /** Those that were put off have their turn like the others, so that neither keep the others waiting. */
  async #next(trade: Trade, choice: Choice, note: (held: Held) => void): Promise<Taken | undefined> {
    if (choice.sandboxId !== undefined) return this.#take(trade, choice, "last", note);
    const isDue = this.#due.delete(trade);
    if (isDue) this.#isDueFirst = !this.#isDueFirst;
    const overdue = isDue ? (this.#isDueFirst ? "first" : "last") : "not";
    const taken = await this.#take(trade, { ...choice, after: this.#last.get(trade) }, overdue, (held) => {
      this.#last.set(trade, held.sandboxId);
      note(held);
    });
    if (taken && (isDue || taken.abandoned)) this.#due.add(trade);
    return taken;
  }

  async #again(trade: Trade, choice: Choice, failed: Taken): Promise<Taken | undefined> {
    const { sandboxId, subjects } = failed;
    // Shutting down undoes the work too, and nobody is to blame for that.
    if (this.#isBrokenOff(trade)) return this.#leave(trade, failed);
    if (subjects.length === 1) return this.#alone(trade, { ...choice, sandboxId, subject: subjects[0] }, failed);
    // One that fails must not keep back the others.
    const ran: Ran[] = [];
    for (const subject of subjects)
      ran.push(...((await this.#alone(trade, { ...choice, sandboxId, subject }))?.ran ?? []));
    return { ...failed, ran };
  }

  /** One subject, again where it meets a request at the same rows: a moment later it may go well. */
  async #alone(trade: Trade, choice: Choice, before?: Taken): Promise<Taken | undefined> {
    let taken = before ?? (await this.#take(trade, choice, "not"));
    for (let attempt = 2; taken?.failure && isCollision(taken.failure.error) && attempt <= tries; attempt += 1)
      taken = await this.#take(trade, choice, "not");
    if (taken?.failure && this.#isBrokenOff(trade)) return this.#leave(trade, taken);
    if (taken?.failure) await this.#giveUp(trade, taken);
    return taken;
  }

  async #take(
    trade: Trade,
    choice: Choice,
    overdue: Overdue,
    onHeld?: (held: Held) => void,
  ): Promise<Taken | undefined> {
    if (trade.handler.asksOthers) return this.#takeAsking(trade, choice, overdue, onHeld);
    const isWanted = (held: Held) => {
      onHeld?.(held);
      return true;
    };
    return take({ ...this.#parts(trade), db: this.#options.db, isWanted }, trade, choice, overdue);
  }

  /** Those who settle may have all that a sandbox wants; what goes by itself is shared among sandboxes. */
  async #takeAsking(
    trade: Trade,
    choice: Choice,
    overdue: Overdue,
    onHeld?: (held: Held) => void,
  ): Promise<Taken | undefined> {
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
      const parts = { ...this.#parts(trade), db: await asking.db(), isWanted };
      const shared = choice.sandboxId === undefined ? { ...choice, without: asking.crowded } : choice;
      const taken = await take(parts, trade, shared, overdue);
      // Others were faster with work of the same sandbox: it is known to be crowded by now.
      return isDeclined ? await this.#takeAsking(trade, choice, overdue, onHeld) : taken;
    } finally {
      end?.();
    }
  }

  #parts(trade: Trade): Omit<TakingParts, "db" | "isWanted"> {
    return {
      others: this.#asking.othersOf(trade),
      begin: this.#options.begin,
      isKnown: (...task) => [...this.#inHand].some((tasks) => tasks.has(nameOf(trade, ...task))),
    };
  }

  #isBrokenOff({ handler }: Trade): boolean {
    return handler.asksOthers === true && this.#asking.isResting;
  }

  async #leave(trade: Trade, taken: Taken): Promise<undefined> {
    await giveBack(this.#options.db, trade, taken);
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

  #tellOf({ provider, kind }: Trade, sandboxId: string, subjects: readonly string[]): void {
    const details = { provider, kind, sandboxId, subjects };
    this.#options.log.warn(details, "tasks whose process ended before they did are begun again, one by one");
  }
}

const nameOf = ({ provider, kind }: Trade, sandboxId: string, subject: string) =>
  `${provider} ${kind} ${sandboxId} ${subject}`;
