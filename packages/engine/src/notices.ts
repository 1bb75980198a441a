import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Database } from "@understudy/database";
import pg from "pg";

const channel = "understudy_sandbox";
const reconnectMs = 250;

export interface NoticesOptions {
  /** Notices are sent through this, and so also while the connection that listens is lost. */
  readonly db: Database;
  readonly databaseUrl: string;
  /** Somebody, in whichever process, changed this sandbox. */
  readonly onChange: (sandboxId: string) => void;
  /** Notices may have been missed: nothing that is remembered can be trusted. */
  readonly onGap: () => void;
}

/** Tells all processes on one database that a sandbox has changed, over PostgreSQL's own LISTEN and NOTIFY. */
export class Notices {
  readonly #options: NoticesOptions;
  readonly #awaited = new Map<string, () => void>();
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
   * Resolves once this process has heard its own notice, and with it every notice that was committed before. Where the
   * connection is lost there is nothing to wait for: everything remembered is dropped when it is back.
   */
  async announce(sandboxId: string): Promise<void> {
    const { db, onChange } = this.#options;
    onChange(sandboxId);
    const nonce = randomUUID();
    const heard = this.#client && new Promise<void>((resolve) => this.#awaited.set(nonce, resolve));
    try {
      await db.$executeRaw`SELECT pg_notify(${channel}, ${`${sandboxId} ${nonce}`})`;
      await heard;
    } finally {
      this.#awaited.delete(nonce);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#client?.end();
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#options.databaseUrl,
      application_name: "understudy notices",
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    client.on("notification", ({ payload = "" }) => this.#hear(payload));
    client.on("error", () => undefined); // "end" follows and is where a lost connection is mended.
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    if (this.#closed) return client.end();
    client.once("end", () => this.#mend());
    this.#client = client;
    this.#options.onGap();
  }

  #hear(payload: string): void {
    const [sandboxId = "", nonce = ""] = payload.split(" ");
    this.#options.onChange(sandboxId);
    this.#awaited.get(nonce)?.();
  }

  async #mend(): Promise<void> {
    this.#client = undefined;
    for (const resolve of this.#awaited.values()) resolve();
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
