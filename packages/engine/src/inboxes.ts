/** An inbox, as whoever waits for what comes to it names it. */
export interface InboxKey {
  readonly sandboxId: string;
  readonly name: string;
}

/** How long somebody waits, besides the end of the process, which nobody outlasts. */
export interface Patience {
  /** Real milliseconds; for ever, if absent. */
  readonly ms?: number | undefined;
  /** Aborted when nobody is left for whose sake to wait. */
  readonly gone?: AbortSignal | undefined;
}

interface Waiter {
  readonly name: string;
  rouse(): void;
}

/**
 * Those who wait at inboxes for what comes there, in whichever process it comes. A notice says only that something may
 * have come: each waiter looks for itself, so a notice too many costs a look and no more.
 */
export class Arrivals {
  /** By sandbox. */
  readonly #waiters = new Map<string, Set<Waiter>>();
  /** What ends the waits that are going on. */
  readonly #ends = new Set<() => void>();
  #isClosed = false;

  /** How many wait now, for whatever it is. */
  get waiting(): number {
    return this.#ends.size;
  }

  /** Resolves once `isThere` has answered true, or when patience is over. It is asked at once and at each notice. */
  async until(inbox: InboxKey, patience: Patience, isThere: () => Promise<boolean>): Promise<void> {
    let heard = Promise.withResolvers<void>();
    let isOver = false;
    const leave = this.#join(inbox, () => heard.resolve());
    const cancel = this.#whenOver(patience, () => {
      isOver = true;
      heard.resolve();
    });
    try {
      for (;;) {
        // Made before the look, so that nothing that comes during it is missed.
        heard = Promise.withResolvers();
        if (isOver || (await isThere())) return;
        await heard.promise;
      }
    } finally {
      cancel();
      leave();
    }
  }

  /** Resolves when patience is over. */
  rest(patience: Patience): Promise<void> {
    return new Promise((resolve) => void this.#whenOver(patience, resolve));
  }

  /** Something has come to the inbox that the payload of the notice names. */
  hear(payload: string): void {
    const [sandboxId = "", name] = payload.split(" ");
    for (const waiter of this.#waiters.get(sandboxId) ?? []) if (waiter.name === name) waiter.rouse();
  }

  /** Something about the sandbox has changed: it may be gone. */
  hearOf(sandboxId: string): void {
    for (const waiter of this.#waiters.get(sandboxId) ?? []) waiter.rouse();
  }

  /** Notices may have been missed. */
  hearOfAll(): void {
    for (const sandboxId of this.#waiters.keys()) this.hearOf(sandboxId);
  }

  /** Ends every wait, and those that are still to come at once. */
  close(): void {
    this.#isClosed = true;
    for (const end of [...this.#ends]) end();
  }

  #join({ sandboxId, name }: InboxKey, rouse: () => void): () => void {
    const waiters = this.#waiters.get(sandboxId) ?? new Set();
    const waiter: Waiter = { name, rouse };
    this.#waiters.set(sandboxId, waiters.add(waiter));
    return () => {
      waiters.delete(waiter);
      if (waiters.size === 0) this.#waiters.delete(sandboxId);
    };
  }

  /** Calls `end` when patience is over, unless what it answers is called before. */
  #whenOver({ ms, gone }: Patience, end: () => void): () => void {
    const cancel = () => {
      clearTimeout(timer);
      gone?.removeEventListener("abort", finish);
      this.#ends.delete(finish);
    };
    const finish = () => {
      cancel();
      end();
    };
    const timer = ms === undefined ? undefined : setTimeout(finish, ms);
    gone?.addEventListener("abort", finish);
    this.#ends.add(finish);
    if (this.#isClosed || gone?.aborted) finish();
    return cancel;
  }
}
