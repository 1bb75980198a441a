import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { type Database, query, sql } from "@understudy/database";
import pg from "pg";

/** Carries the id of a sandbox that has changed: sent by triggers of the database, within the change. */
const changes = "understudy_sandbox";
/** Carries `ask <nonce>` and `heard <nonce>`. */
const barriers = "understudy_barrier";
/** By this name the listening connections of all processes are found. */
const applicationName = "understudy notices";

const reconnectMs = 250;
/** How long a process is waited for that does not say that it has heard. */
const patienceMs = 1_000;

export interface NoticesOptions {
  readonly db: Database;
  readonly databaseUrl: string;
  /** Somebody, in whichever process, changed this sandbox. */
  readonly onChange: (sandboxId: string) => void;
  /** Notices may have been missed: nothing that is remembered can be trusted. */
  readonly onGap: () => void;
  /** Who hears what on other channels, by channel: each message once in every process. */
  readonly channels?: Readonly<Record<string, (payload: string) => void>>;
}

/** Processes that an asker still waits for. */
interface Barrier {
  hear(): void;
  give(): void;
}

/** Hears of changed sandboxes from all processes on one database, over PostgreSQL's own LISTEN and NOTIFY. */
export class Notices {
  readonly #options: NoticesOptions;
  readonly #barriers = new Map<string, Barrier>();
  #client: pg.Client | undefined;
  #closed = false;

  private constructor(options: NoticesOptions) {
    this.#options = options;
  }

  static async open(options: NoticesOptions): Promise<Notices> {
    const notices = new Notices(options);
    await notices.#connect();
    return notices;
  }

  /**
   * Resolves once every process on this database, this one included, has heard of all changes that were committed
   * before: notices are told in the order of the commits, so who has heard the question has heard the changes. A process
   * whose connection is lost forgets everything when it is back; one that hangs is not waited for longer than a second.
   */
  async caughtUp(): Promise<void> {
    const nonce = randomUUID();
    const { promise, resolve } = Promise.withResolvers<void>();
    let heard = 0;
    let listeners = Number.POSITIVE_INFINITY;
    const check = () => heard >= listeners && resolve();
    const hear = () => {
      heard += 1;
      check();
    };
    this.#barriers.set(nonce, { hear, give: resolve });
    const patience = setTimeout(resolve, patienceMs);
    try {
      const [answer] = await query<{ listeners: number }>(
        this.#options.db,
        sql`SELECT pg_notify(${barriers}, ${`ask ${nonce}`})::text, (
              SELECT count(*)::int FROM pg_stat_activity
              WHERE datname = current_database() AND application_name = ${applicationName}) AS listeners`,
      );
      listeners = answer?.listeners ?? 0;
      check();
      await promise;
    } finally {
      clearTimeout(patience);
      this.#barriers.delete(nonce);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const barrier of this.#barriers.values()) barrier.give();
    await this.#client?.end();
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#options.databaseUrl,
      application_name: applicationName,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    client.on("notification", ({ channel, payload = "" }) => this.#hear(channel, payload));
    client.on("error", () => undefined); // "end" follows and is where a lost connection is mended.
    try {
      await client.connect();
      const others = Object.keys(this.#options.channels ?? {});
      await client.query([changes, barriers, ...others].map((channel) => `LISTEN ${channel}`).join("; "));
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    if (this.#closed) return client.end();
    client.once("end", () => this.#mend());
    this.#client = client;
    this.#options.onGap();
  }

  #hear(channel: string, payload: string): void {
    if (channel === changes) this.#options.onChange(payload);
    else if (channel === barriers) this.#hearBarrier(payload);
    else this.#options.channels?.[channel]?.(payload);
  }

  #hearBarrier(payload: string): void {
    const [word, nonce = ""] = payload.split(" ");
    const own = this.#barriers.get(nonce);
    if (own) own.hear();
    else if (word === "ask") this.#tellHeard(nonce);
  }

  /** Whoever asked waits for it, but not for ever: a failure to tell may be forgotten. */
  #tellHeard(nonce: string): void {
    query(this.#options.db, sql`SELECT pg_notify(${barriers}, ${`heard ${nonce}`})::text`).catch(() => undefined);
  }

  async #mend(): Promise<void> {
    this.#client = undefined;
    for (const barrier of this.#barriers.values()) barrier.give();
    this.#options.onGap();
    while (!this.#closed) {
      await delay(reconnectMs, undefined, { ref: false });
      const isBack = await this.#connect().then(
        () => true,
        () => false,
      );
      if (isBack) return;
    }
  }
}
