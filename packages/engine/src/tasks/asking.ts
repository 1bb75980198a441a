import type { Database, Store } from "@understudy/database";
import { Outgoing, type OutgoingOptions } from "../webhooks/outgoing.ts";
import type { Trade } from "./candidates.ts";
import type { Others } from "./task.ts";

export interface AskingOptions extends OutgoingOptions {
  /** How much work that goes by itself is under way at once. */
  readonly slots: number;
  /** Connections that work keeps while it waits for an answer. */
  readonly connections: number;
  open(connections: number): Promise<Store>;
}

/** How many pieces of work of one sandbox may ask at once: its slow friends must not keep other sandboxes waiting. */
const mostOfOne = 4;

/** What work needs that asks others and may have to wait for them. */
export class Asking {
  readonly #options: AskingOptions;
  readonly #outgoing: Outgoing;
  /** To addresses that whoever runs the server chose. */
  readonly #trusted: Outgoing;
  readonly #resting = new AbortController();
  /** The sandboxes of the work under way, each as often as it has work. */
  readonly #sandboxes: string[] = [];
  #store: Promise<Store> | undefined;

  constructor(options: AskingOptions) {
    this.#options = options;
    this.#outgoing = new Outgoing(options);
    this.#trusted = new Outgoing({ ...options, publicOnly: false });
  }

  /** Whom work asks: what asks at addresses that whoever runs the server chose may ask at private ones, everywhere. */
  othersOf({ isTrusted }: Pick<Trade, "isTrusted">): Pick<Others, "call"> {
    const outgoing = isTrusted ? this.#trusted : this.#outgoing;
    return {
      call: ({ timeoutMs, mostBytes, ...request }) =>
        outgoing.send(request, { timeoutMs, mostBytes, isBodyNeeded: true, ending: this.#resting.signal }),
    };
  }

  /** Whether nobody is asked any more. */
  get isResting(): boolean {
    return this.#resting.signal.aborted;
  }

  /** The sandboxes that have as much work under way as they may. */
  get crowded(): readonly string[] {
    return [...new Set(this.#sandboxes)].filter((id) => this.#count(id) >= this.#share);
  }

  /** Work of a sandbox begins, and ends when what this answers is called; undefined where the sandbox has enough. */
  begin(sandboxId: string, isUrgent: boolean): (() => void) | undefined {
    if (!isUrgent && this.#count(sandboxId) >= this.#share) return undefined;
    this.#sandboxes.push(sandboxId);
    return () => void this.#sandboxes.splice(this.#sandboxes.indexOf(sandboxId), 1);
  }

  async db(): Promise<Database> {
    this.#store ??= this.#options.open(this.#options.connections);
    const store = await this.#store.catch((error) => {
      this.#store = undefined;
      throw error;
    });
    return store.db;
  }

  /** Whoever is asked may take long, and may be this very server: what waits for an answer is broken off. */
  rest(): void {
    this.#resting.abort();
  }

  /** Once no work is under way. */
  async close(): Promise<void> {
    await Promise.all([this.#outgoing.close(), this.#trusted.close()]);
    const store = await this.#store?.catch(() => undefined);
    await store?.close();
  }

  /** Of what is free no sandbox has more than it leaves to the others. */
  get #share(): number {
    return Math.max(1, Math.min(mostOfOne, this.#options.slots - this.#sandboxes.length));
  }

  #count(sandboxId: string): number {
    return this.#sandboxes.filter((id) => id === sandboxId).length;
  }
}
