import { type Database, newId } from "@understudy/database";
import { read } from "@understudy/domain";
import { LRUCache } from "lru-cache";
import type { Context, Facts } from "./context.ts";
import { type Credential, findBySecret, hash } from "./credentials.ts";
import { KnownFacts } from "./facts.ts";
import { realNow } from "./real-time.ts";
import { fromRow, type Sandbox } from "./sandbox.ts";

interface World {
  readonly sandbox: Sandbox;
  readonly remembered: Map<string, unknown>;
  readonly facts: Facts;
}

/** A context for a transaction of the caller's. */
export interface Begun {
  readonly ctx: Context;
  /** The transaction is committed: the facts that it found out are worth knowing. */
  keep(): void;
}

/** A credential is known for as long as the world in which it was looked up. */
interface KnownCredential {
  readonly credential: Credential;
  readonly world: Promise<World | undefined>;
}

export interface WorldsOptions {
  readonly db: Database;
  readonly publicUrl: string;
  /** Whether messages to phones go to a gateway; they do not if absent. */
  readonly hasGateway?: boolean;
  /** A sandbox that may be in the database and does not exist for this process. */
  readonly hiddenSandboxId: string | undefined;
}

/**
 * What this process remembers of sandboxes, so that a request costs one round trip and not three. A notice from any
 * process drops a sandbox's world whole; a load under way keeps writing into the world that was dropped, so a stale
 * answer never enters the new one.
 */
export class Worlds {
  readonly #options: WorldsOptions;
  readonly #worlds = new LRUCache<string, Promise<World | undefined>>({ max: 10_000 });
  readonly #credentials = new LRUCache<string, KnownCredential>({ max: 50_000 });
  readonly #facts = new KnownFacts();
  /** Counts what was forgotten, so that what was looked up before is not remembered after. */
  #forgotten = 0;

  constructor(options: WorldsOptions) {
    this.#options = options;
  }

  /** The context of work in a sandbox; undefined where there is no such sandbox. */
  async enter(sandboxId: string): Promise<Context | undefined> {
    const world = await this.#world(sandboxId);
    return world && this.#context(world, read(world.sandbox.clock, realNow()), this.#options.db);
  }

  /** The same at a given time and within a transaction of the caller's, for the sandbox as that transaction sees it. */
  within(db: Database, sandbox: Sandbox, now: Date): Context {
    return this.begin(db, sandbox, now).ctx;
  }

  /** The same for who tells when the transaction is committed. */
  begin(db: Database, sandbox: Sandbox, now: Date): Begun {
    const facts = this.#facts.tentative(sandbox);
    return { ctx: this.#context({ sandbox, remembered: new Map(), facts }, now, db), keep: facts.keep };
  }

  async credential(provider: string, secret: string): Promise<Credential | undefined> {
    const key = Buffer.from(hash(secret)).toString("base64");
    const known = this.#credentials.get(key);
    if (known?.credential.provider === provider && known.world === this.#worlds.peek(known.credential.sandboxId))
      return known.credential;
    const forgotten = this.#forgotten;
    const credential = await findBySecret(this.#options.db, provider, secret);
    if (credential && forgotten === this.#forgotten)
      this.#credentials.set(key, { credential, world: this.#world(credential.sandboxId) });
    return credential;
  }

  forget(sandboxId: string): void {
    this.#forgotten += 1;
    this.#worlds.delete(sandboxId);
    this.#facts.forget(sandboxId);
  }

  forgetAll(): void {
    this.#forgotten += 1;
    this.#worlds.clear();
    this.#facts.forgetAll();
  }

  #world(sandboxId: string): Promise<World | undefined> {
    const known = this.#worlds.get(sandboxId);
    if (known) return known;
    const loading = this.#load(sandboxId);
    this.#worlds.set(sandboxId, loading);
    const drop = () => this.#worlds.peek(sandboxId) === loading && this.#worlds.delete(sandboxId);
    // Absence is not remembered: the sandbox may be made in the next moment. Nor is a failure to look.
    loading.then((world) => world ?? drop(), drop);
    return loading;
  }

  async #load(sandboxId: string): Promise<World | undefined> {
    if (sandboxId === this.#options.hiddenSandboxId) return undefined;
    const life = this.#facts.lifeOf(sandboxId);
    const row = await this.#options.db.sandbox.findUnique({ where: { id: sandboxId } });
    if (!row) return undefined;
    const sandbox = fromRow(row);
    return { sandbox, remembered: new Map(), facts: this.#facts.of(sandbox, life) };
  }

  #context({ sandbox, remembered, facts }: World, now: Date, db: Database): Context {
    return {
      sandbox,
      now,
      db,
      publicUrl: this.#options.publicUrl,
      hasGateway: this.#options.hasGateway ?? false,
      newId,
      facts,
      // A load under way is not shared. One that waits for a connection would make those wait who hold all of them.
      async remember<T>(key: string, load: () => Promise<T>): Promise<T> {
        if (remembered.has(key)) return remembered.get(key) as T;
        const loaded = await load();
        remembered.set(key, loaded);
        return loaded;
      },
    };
  }
}
