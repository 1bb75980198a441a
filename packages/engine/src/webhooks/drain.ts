import type { EndpointLock } from "./endpoint-locks.ts";
import type { Manner } from "./manners.ts";
import type { Outcome, Outgoing } from "./outgoing.ts";
import type { Endpoint, Owed } from "./owed.ts";
import type { Recorder } from "./recorder.ts";
import type { Report } from "./report.ts";
import type { WebhookRequest, Webhooks } from "./scheme.ts";

export interface DrainParts {
  readonly outgoing: Outgoing;
  readonly recorder: Recorder;
  readonly log: { error(details: object, message: string): void };
  /** Told of each attempt once it is written. */
  readonly report: Report;
  /** Aborted when the process begins to stop: nothing more is sent, what is in flight goes on. */
  readonly stopping: AbortSignal;
  /** Aborted a moment later: what is in flight then is sent again at the next start. */
  readonly ending: AbortSignal;
}

export interface DrainOptions {
  readonly endpoint: Endpoint;
  readonly webhooks: Webhooks;
  readonly lock: EndpointLock;
  /** How the endpoint has behaved, and learns to be known. */
  readonly manner: Manner;
  /** The first of what is due, but for what this drain is busy with. */
  due(except: readonly string[], limit: number): Promise<readonly Owed[]>;
  /** By which time of the sandbox an attempt is made. */
  timeOf(owed: Owed): Date;
  /** Called when an attempt is written. */
  onAttempt(owed: Owed, at: Date, nextAt: Date | undefined): void;
  /** Whether other endpoints wait for this one to come to an end. */
  othersWait(): boolean;
}

/** How long an endpoint is sent to while others wait. */
const shareMs = 250;

/** Sends what is due to one endpoint until nothing is, as many requests at once as it has shown that it takes. */
export class Drain {
  readonly #parts: DrainParts;
  readonly #options: DrainOptions;
  readonly #begunMs = performance.now();
  /** Being sent, or sent and not written yet: what is sent twice if the process is killed now. */
  readonly #busy = new Set<string>();
  /** Whether something may be due that is not busy. */
  #isOpen = true;
  #isOver = false;
  #failure: { readonly error: unknown } | undefined;
  #changed = Promise.withResolvers<void>();

  constructor(parts: DrainParts, options: DrainOptions) {
    this.#parts = parts;
    this.#options = options;
    parts.stopping.addEventListener("abort", this.#change);
  }

  /** Something new may be due: has it looked for before the end; false where the end has come. */
  wake(): boolean {
    this.#isOpen = true;
    this.#change();
    return !this.#isOver;
  }

  /**
   * Resolves when all that was sent is written: true where nothing more is due, false where it stopped before that.
   * Throws what kept an attempt from being written.
   */
  async run(): Promise<boolean> {
    try {
      while (this.#mayGoOn() && (this.#isOpen || this.#busy.size > 0)) {
        if (this.#isOpen && this.#hasRoom()) await this.#take();
        else await this.#changed.promise;
      }
    } catch (error) {
      this.#failure ??= { error };
    }
    this.#isOver = true;
    this.#parts.stopping.removeEventListener("abort", this.#change);
    while (this.#busy.size > 0) await this.#changed.promise;
    if (this.#failure) throw this.#failure.error;
    return !this.#isOpen && !this.#parts.stopping.aborted;
  }

  /** Sends a page of what is due. Whoever wakes meanwhile has this look again. */
  async #take(): Promise<void> {
    const limit = 2 * this.#options.manner.window;
    this.#isOpen = false;
    const found = await this.#options.due([...this.#busy], limit);
    if (found.length === limit) this.#isOpen = true;
    for (const owed of found) {
      while (!this.#hasRoom() && this.#mayGoOn()) await this.#changed.promise;
      if (this.#mayGoOn()) this.#send(owed);
      else this.#isOpen = true;
    }
  }

  #hasRoom(): boolean {
    return this.#busy.size < this.#options.manner.window;
  }

  #mayGoOn(): boolean {
    if (this.#failure || this.#parts.stopping.aborted || !this.#options.lock.holds()) return false;
    return performance.now() - this.#begunMs < shareMs || !this.#options.othersWait();
  }

  #send(owed: Owed): void {
    this.#busy.add(owed.id);
    this.#attempt(owed)
      .catch((error: unknown) => {
        if (!this.#parts.ending.aborted) this.#failure ??= { error };
      })
      .finally(() => {
        this.#busy.delete(owed.id);
        this.#change();
      });
  }

  async #attempt(owed: Owed): Promise<void> {
    const { endpoint, webhooks, timeOf, onAttempt } = this.#options;
    const at = timeOf(owed);
    const number = owed.attempts + 1;
    const { headers: requestHeaders, outcome } = await this.#post(owed, at);
    this.#options.manner.learn(outcome);
    const succeeded = outcome.status !== null && webhooks.isSuccess(outcome.status);
    const wait = succeeded ? undefined : webhooks.retryAfterMs(number, endpoint.target as never);
    const nextAt = wait === undefined ? undefined : new Date(at.getTime() + wait);
    const made = { deliveryId: owed.id, sandboxId: owed.sandboxId, number, at, requestHeaders, outcome };
    await this.#parts.recorder.record({ ...made, succeeded, nextAt });
    onAttempt(owed, at, nextAt);
    const { status, durationMs } = outcome;
    const fate = succeeded ? "successful" : nextAt ? "retried" : "failed";
    const about = { provider: endpoint.provider, sandboxId: owed.sandboxId, deliveryId: owed.id };
    this.#parts.report({ ...about, number, outcome: fate, status, durationMs });
  }

  async #post(owed: Owed, at: Date): Promise<Pick<WebhookRequest, "headers"> & { outcome: Outcome }> {
    const { outgoing, log, ending } = this.#parts;
    const { endpoint, webhooks } = this.#options;
    let request: WebhookRequest;
    try {
      // Each provider reads the targets that it has written itself.
      request = await webhooks.request(owed.event, endpoint.target as never, at);
    } catch (error) {
      // What cannot be said of one event must not keep the endpoint from hearing of the others.
      log.error({ err: error, deliveryId: owed.id }, "a webhook could not be made");
      return { headers: {}, outcome: unsent };
    }
    return { headers: request.headers, outcome: await outgoing.post(request, webhooks.timeoutMs, ending) };
  }

  readonly #change = (): void => {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers<void>();
  };
}

const unsent: Outcome = {
  ...{ status: null, headers: null, body: null, durationMs: 0, isSlow: false },
  error: "This server could not make the request: its log says why.",
};
