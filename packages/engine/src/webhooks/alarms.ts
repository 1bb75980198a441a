import { realNow } from "../real-time.ts";

/** Wakes endpoints, each at the next time that is known of it. Times that are far off are left to a later look. */
export class Alarms {
  readonly #furthestMs: number;
  readonly #wake: (subscriptionId: string) => void;
  readonly #set = new Map<string, { readonly at: Date; readonly timer: NodeJS.Timeout }>();

  constructor(furthestMs: number, wake: (subscriptionId: string) => void) {
    this.#furthestMs = furthestMs;
    this.#wake = wake;
  }

  /** Wakes the endpoint at this time of real time, or earlier: whoever is awake finds out what comes next. */
  set(subscriptionId: string, at: Date): void {
    const inMs = at.getTime() - realNow().getTime();
    if (inMs <= 0) {
      this.#wake(subscriptionId);
      return;
    }
    const other = this.#set.get(subscriptionId);
    if (inMs > this.#furthestMs || (other && other.at <= at)) return;
    clearTimeout(other?.timer);
    const timer = setTimeout(() => {
      this.#set.delete(subscriptionId);
      this.#wake(subscriptionId);
    }, inMs).unref();
    this.#set.set(subscriptionId, { at, timer });
  }

  close(): void {
    for (const { timer } of this.#set.values()) clearTimeout(timer);
    this.#set.clear();
  }
}
