import pg from "pg";

/** The right to send to an endpoint. */
export interface EndpointLock {
  /** False once the session is gone, and with it the right. */
  holds(): boolean;
  /** Whoever leaves work undone says so: others that could not have the lock hear of it, in all processes. */
  release(isDone: boolean): Promise<void>;
}

/**
 * Locks by which one process at a time sends to an endpoint. They belong to a session of the database, so those of a
 * process that is killed are free at once.
 */
export class EndpointLocks {
  readonly #databaseUrl: string;
  #session: Promise<Session> | undefined;

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl;
  }

  /** The lock, or undefined while another process has it. A process must not ask for one that it has. */
  async take(subscriptionId: string): Promise<EndpointLock | undefined> {
    // A session that broke while nobody looked says so only when it is asked: then a new one answers.
    return this.#try(subscriptionId).catch(() => this.#try(subscriptionId));
  }

  async #try(subscriptionId: string): Promise<EndpointLock | undefined> {
    const session = await this.#ensure();
    const taken = await session.ask({ name: "take endpoint", text: lock, values: [nameOf(subscriptionId)] });
    return taken.rows[0]?.got ? new SessionLock(session, subscriptionId) : undefined;
  }

  async close(): Promise<void> {
    const session = await this.#session?.catch(() => undefined);
    await session?.end();
  }

  #ensure(): Promise<Session> {
    if (this.#session) return this.#session;
    const opening = Session.open(this.#databaseUrl, () => {
      if (this.#session === opening) this.#session = undefined;
    });
    this.#session = opening;
    return opening;
  }
}

class SessionLock implements EndpointLock {
  readonly #session: Session;
  readonly #subscriptionId: string;

  constructor(session: Session, subscriptionId: string) {
    this.#session = session;
    this.#subscriptionId = subscriptionId;
  }

  holds(): boolean {
    return this.#session.isOpen;
  }

  async release(isDone: boolean): Promise<void> {
    const name = nameOf(this.#subscriptionId);
    const query = isDone
      ? { name: "leave endpoint", text: unlock, values: [name] }
      : { name: "leave owed", text: unlockAndHint, values: [name, this.#subscriptionId] };
    // A session that has ended has let go already.
    await this.#session.ask(query).catch(() => undefined);
  }
}

/** A connection of its own, for as long as it lasts. */
class Session {
  readonly #client: pg.Client;
  readonly #onEnd: () => void;
  #last: Promise<unknown> = Promise.resolve();
  isOpen = true;

  private constructor(databaseUrl: string, onEnd: () => void) {
    this.#onEnd = onEnd;
    this.#client = new pg.Client({
      connectionString: databaseUrl,
      application_name: "understudy endpoints",
      connectionTimeoutMillis: 10_000,
      query_timeout: 10_000,
      keepAlive: true,
    });
    this.#client.on("error", () => undefined).once("end", () => this.#ended());
  }

  static async open(databaseUrl: string, onEnd: () => void): Promise<Session> {
    const session = new Session(databaseUrl, onEnd);
    try {
      await session.#client.connect();
    } catch (error) {
      session.#ended();
      throw error;
    }
    return session;
  }

  /** One question after the other, in the order in which they were put. One without an answer is the last. */
  async ask(query: pg.QueryConfig): Promise<pg.QueryResult<{ got?: boolean }>> {
    const answer = this.#last.then(() => this.#client.query(query));
    this.#last = answer.catch(() => undefined);
    try {
      return await answer;
    } catch (error) {
      this.#ended();
      this.end().catch(() => undefined);
      throw error;
    }
  }

  end(): Promise<void> {
    return this.#client.end();
  }

  #ended(): void {
    this.isOpen = false;
    this.#onEnd();
  }
}

const lock = "SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS got";
const unlock = "SELECT pg_advisory_unlock(hashtextextended($1, 0))";
const unlockAndHint = `${unlock}, pg_notify('understudy_delivery', $2)`;

const nameOf = (subscriptionId: string) => `understudy endpoint ${subscriptionId}`;
