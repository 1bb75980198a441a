import { setTimeout as delay } from "node:timers/promises";
import type { Database } from "@understudy/database";
import { LRUCache } from "lru-cache";
import PQueue from "p-queue";
import { realNow } from "../real-time.ts";
import type { Ran } from "../timers.ts";
import { Alarms } from "./alarms.ts";
import { Drain, type DrainOptions, type DrainParts } from "./drain.ts";
import { type EndpointLock, EndpointLocks } from "./endpoint-locks.ts";
import { Manners } from "./manners.ts";
import { Outgoing, type OutgoingOptions } from "./outgoing.ts";
import { dueIn, dueNow, type Endpoint, endpoint, isOwed, type Owed, type Slice, sliceOf, timeOf } from "./owed.ts";
import { Recorder } from "./recorder.ts";
import type { Report } from "./report.ts";
import type { WebhookSchemes } from "./scheme.ts";
import { longestMs, Sweep } from "./sweep.ts";
import { type Turn, Turns } from "./turns.ts";
import { upcomingIn, upcomingOfAll } from "./upcoming.ts";

export interface DispatcherOptions extends OutgoingOptions {
  readonly db: Database;
  readonly databaseUrl: string;
  readonly webhooks: WebhookSchemes;
  readonly log: { error(details: object, message: string): void };
  readonly report?: Report | undefined;
  /** A sandbox of which this process sends nothing. */
  readonly hiddenSandboxId: string | undefined;
  /** Endpoints that this process sends to at once; others wait for their turn. */
  readonly mostEndpoints?: number;
}

/** How long a stopping process lets requests go on. */
const graceMs = 1_000;
/** How often a lock is tried that another process has. */
const lockRetryMs = 10;

/**
 * How questions to the database about what is due are put: several at once about endpoints that are known to answer at
 * once, and about others one by one, four in ten milliseconds. The requests that are being served ask it too, and a crowd
 * of endpoints that hang must not keep them waiting.
 */
const pace = { prompt: { concurrency: 4 }, other: { concurrency: 1, intervalCap: 4, interval: 10 } };

/** How a drain finds its work, and what it is to do with it. */
type Way = Pick<DrainOptions, "due" | "timeOf" | "onAttempt" | "othersWait">;

/**
 * Sends what is owed. Hints say that something may be due to an endpoint; the rows decide. One process at a time sends
 * to an endpoint, endpoints do not wait for each other, and what a hint missed the sweep finds.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #parts: DrainParts;
  readonly #locks: EndpointLocks;
  readonly #turns: Turns;
  readonly #manners = new Manners();
  /** Apart from the questions: the locks have one session, and one that has broken down keeps nobody from asking. */
  readonly #locking = new PQueue({ concurrency: 1 });
  readonly #promptly = new PQueue(pace.prompt);
  readonly #oneByOne = new PQueue(pace.other);
  /** Revisions of endpoints, which never change. */
  readonly #endpoints = new LRUCache<string, Endpoint>({ max: 10_000 });
  readonly #alarms = new Alarms(longestMs, (subscriptionId) => this.wake(subscriptionId));
  readonly #sweep: Sweep;
  readonly #stopping = new AbortController();
  readonly #ending = new AbortController();
  readonly #settling = new Set<Promise<unknown>>();

  constructor(options: DispatcherOptions) {
    this.#options = options;
    const { db, databaseUrl, log, report = () => undefined, mostEndpoints = 500 } = options;
    const signals = { stopping: this.#stopping.signal, ending: this.#ending.signal };
    this.#parts = { outgoing: new Outgoing(options), recorder: new Recorder(db), log, report, ...signals };
    this.#locks = new EndpointLocks(databaseUrl);
    this.#turns = new Turns({
      most: mostEndpoints,
      work: (subscriptionId, turn) => this.#send(subscriptionId, turn),
      onError: (error) => log.error({ err: error }, "webhooks could not be sent; they will be tried again"),
    });
    this.#sweep = new Sweep({
      look: (sandboxIds) => (sandboxIds ? upcomingIn(db, sandboxIds, longestMs) : upcomingOfAll(db, longestMs)),
      onUpcoming: ({ subscriptionId, at }) => this.#alarms.set(subscriptionId, at),
      log,
    });
  }

  /** Something may be due to this endpoint. */
  wake(subscriptionId: string): void {
    this.#turns.wake(subscriptionId);
  }

  /** This sandbox has changed: its clock may have been set running, or let go by whoever held it. */
  wakeSandbox(sandboxId: string): void {
    this.#sweep.sandbox(sandboxId);
  }

  /** Anything may be due to anybody: hints may have been missed. */
  wakeAll(): void {
    this.#sweep.everything();
  }

  /**
   * Sends all that is due in a sandbox at `until` or before, each at its own due time, and resolves when all of it is
   * answered and written, what was in flight before included. For whoever holds the sandbox's clock. What happens
   * meanwhile is left to the next call, or this one might never end.
   */
  async settle(sandboxId: string, until: Date): Promise<Ran[]> {
    const settled = this.#settle(sandboxId, until);
    const ended = settled.catch(() => undefined).finally(() => this.#settling.delete(ended));
    this.#settling.add(ended);
    return settled;
  }

  /** Sends no more, and lets requests that are under way come to their end, for a moment. */
  async close(): Promise<void> {
    this.#stopping.abort();
    this.#sweep.close();
    this.#alarms.close();
    const ended = Promise.all([this.#turns.close(), ...this.#settling]);
    await Promise.race([ended, delay(graceMs, undefined, { ref: false })]);
    this.#ending.abort();
    await ended;
    await this.#parts.outgoing.close();
    await this.#locks.close();
  }

  /** Sends what is due to an endpoint, unless another process is at it: whoever has the lock has heard the same. */
  async #send(subscriptionId: string, turn: Turn): Promise<void> {
    const to = await this.#endpoint(subscriptionId);
    if (!to || to.sandboxId === this.#options.hiddenSandboxId) return;
    const way: Way = {
      due: async (except, limit) => {
        const { due, nextAt } = await this.#ask(to, () => dueNow(this.#options.db, to, except, limit));
        if (nextAt) this.#alarms.set(subscriptionId, nextAt);
        return due;
      },
      timeOf,
      onAttempt: ({ clock }, at, nextAt) => {
        if (!nextAt || clock.mode === "frozen") return;
        this.#alarms.set(subscriptionId, new Date(realNow().getTime() + nextAt.getTime() - at.getTime()));
      },
      othersWait: () => this.#turns.othersWait,
    };
    await this.#underLock(to, way, turn);
  }

  /** Answers false where another process has the lock. */
  async #underLock(to: Endpoint, way: Way, turn?: Turn): Promise<boolean> {
    const lock = await this.#take(to);
    if (!lock) return false;
    // Where something failed, the sweep tries again: not at once.
    let isDone = true;
    try {
      const webhooks = this.#options.webhooks[to.provider];
      if (!webhooks) throw new Error(`${to.provider} has subscriptions and no way to send.`);
      const drain = new Drain(this.#parts, {
        ...way,
        endpoint: to,
        webhooks,
        lock,
        manner: this.#manners.of(to.subscriptionId),
      });
      if (turn) turn.hear = () => drain.wake();
      isDone = await drain.run();
    } finally {
      await lock.release(isDone);
      if (!lock.holds()) this.wakeSandbox(to.sandboxId);
    }
    return true;
  }

  async #settle(sandboxId: string, until: Date): Promise<Ran[]> {
    const made: { readonly owed: Owed; readonly at: Date }[] = [];
    const onAttempt = (owed: Owed, at: Date) => void made.push({ owed, at });
    const { to, ...slice } = await sliceOf(this.#options.db, sandboxId, until);
    const settled = await Promise.allSettled(to.map((id) => this.#settleOne(id, slice, onAttempt)));
    // Those who came for what falls due later have gone away again.
    this.wakeSandbox(sandboxId);
    for (const outcome of settled) if (outcome.status === "rejected") throw outcome.reason;
    made.sort((one, other) => one.at.getTime() - other.at.getTime() || Number(one.owed.sequence - other.owed.sequence));
    return made.map(({ owed, at }) => ({ at, kind: "deliver_webhook", subject: owed.id }));
  }

  /** Waits for its turn, or for others to have sent what is due. */
  async #settleOne(subscriptionId: string, slice: Slice, onAttempt: Way["onAttempt"]): Promise<void> {
    const { db } = this.#options;
    const to = await this.#endpoint(subscriptionId);
    if (!to) return;
    const way: Way = {
      due: async (except, limit) => (await this.#ask(to, () => dueIn(db, to, slice, except, limit))).due,
      timeOf: ({ dueAt }) => dueAt,
      onAttempt,
      othersWait: () => false,
    };
    while (!this.#stopping.signal.aborted) {
      if (await this.#turns.alone(subscriptionId, () => this.#underLock(to, way))) return;
      await Promise.race([this.#turns.ended(subscriptionId), delay(lockRetryMs)]);
      if (!(await isOwed(db, subscriptionId, slice))) return;
    }
  }

  async #endpoint(subscriptionId: string): Promise<Endpoint | undefined> {
    const known = this.#endpoints.get(subscriptionId);
    if (known) return known;
    const found = await endpoint(this.#options.db, subscriptionId);
    if (found) this.#endpoints.set(subscriptionId, found);
    return found;
  }

  /** Those that answer at once come first: a crowd of others does not keep them waiting. */
  #take(to: Endpoint): Promise<EndpointLock | undefined> {
    return this.#locking.add(() => this.#locks.take(to.subscriptionId), { priority: this.#isPrompt(to) ? 1 : 0 });
  }

  #ask<T>(to: Endpoint, question: () => Promise<T>): Promise<T> {
    return (this.#isPrompt(to) ? this.#promptly : this.#oneByOne).add(question);
  }

  #isPrompt({ subscriptionId }: Endpoint): boolean {
    return this.#manners.of(subscriptionId).isPrompt;
  }
}
