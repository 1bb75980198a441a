import { randomUUID } from "node:crypto";
import pg from "pg";

const channel = "understudy_sandbox";
const reconnectMs = 250;

export interface NoticesOptions {
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

  /** Resolves once this process has heard its own notice, and with it every notice that was committed before. */
  async announce(sandboxId: string): Promise<void> {
    this.#options.onChange(sandboxId);
    const client = this.#client;
    if (!client) return; // A lost connection drops everything that is remembered, now and once more when it is back.
    const nonce = randomUUID();
    const heard = new Promise<void>((resolve) => this.#awaited.set(nonce, resolve));
    await client.query("SELECT pg_notify($1, $2)", [channel, `${sandboxId} ${nonce}`]);
    await heard;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#client?.end();
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#options.databaseUrl,
      application_name: "understudy notices",
    });
    client.on("notification", ({ payload = "" }) => this.#hear(payload));
    client.on("error", () => undefined); // "end" follows and is where a lost connection is mended.
    client.on("end", () => this.#mend());
    await client.connect();
    await client.query(`LISTEN ${channel}`);
    this.#client = client;
    this.#options.onGap();
  }

  #hear(payload: string): void {
    const [sandboxId = "", nonce = ""] = payload.split(" ");
    this.#options.onChange(sandboxId);
    this.#awaited.get(nonce)?.();
    this.#awaited.delete(nonce);
  }

  #mend(): void {
    this.#client = undefined;
    for (const resolve of this.#awaited.values()) resolve();
    this.#awaited.clear();
    this.#options.onGap();
    if (this.#closed) return;
    setTimeout(() => this.#connect().catch(() => this.#mend()), reconnectMs).unref();
  }
}
