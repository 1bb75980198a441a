import { setTimeout as delay } from "node:timers/promises";
import { type Database, query, sql } from "@understudy/database";
import type { Outcome } from "./outgoing.ts";

/** One attempt that was made, and when the next one falls due, if one does. */
export interface Made {
  readonly deliveryId: string;
  readonly sandboxId: string;
  readonly number: number;
  readonly at: Date;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly outcome: Outcome;
  readonly succeeded: boolean;
  readonly nextAt: Date | undefined;
}

interface Waiting {
  readonly made: Made;
  readonly written: PromiseWithResolvers<void>;
}

/** How many attempts one statement writes at most. */
const batch = 200;
/** How soon what could not be written is tried again. */
const retryMs = 100;

/**
 * Writes attempts down. All that was made while a statement ran goes with the next one, so that the busier it is the
 * less each costs; a lone attempt is written at once.
 */
export class Recorder {
  readonly #db: Database;
  #waiting: Waiting[] = [];
  #isWriting = false;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Resolves once the attempt is in the database. */
  record(made: Made): Promise<void> {
    const written = Promise.withResolvers<void>();
    this.#waiting.push({ made, written });
    if (!this.#isWriting) void this.#write();
    return written.promise;
  }

  async #write(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      const some = this.#waiting.splice(0, batch);
      try {
        await write(
          this.#db,
          some.map(({ made }) => made),
        );
        for (const { written } of some) written.resolve();
      } catch {
        // Connections may have been lost, of which the pool hears in a moment. Or one attempt is such that it cannot be
        // written: the others can.
        await delay(retryMs);
        await Promise.all(
          some.map(({ made, written }) => write(this.#db, [made]).then(written.resolve, written.reject)),
        );
      }
    }
    this.#isWriting = false;
  }
}

/**
 * The attempts with what they make of their deliveries, in one statement. An attempt of a delivery that is gone with its
 * sandbox, or that somebody else has made meanwhile, is not written. Nor is one in a sandbox that is being dropped: the
 * drop would wait for its delivery, and this for another one of the sandbox.
 */
async function write(db: Database, attempts: readonly Made[]): Promise<void> {
  const rows = attempts.map(({ deliveryId, sandboxId, number, at, requestHeaders, outcome, succeeded, nextAt }) => ({
    ...{
      id: deliveryId,
      sandbox_id: sandboxId,
      number,
      at,
      succeeded,
      due_at: nextAt,
      request_headers: requestHeaders,
    },
    ...{ status: outcome.status, error: outcome.error, duration_ms: outcome.durationMs },
    ...{ response_headers: outcome.headers, response_body: outcome.body?.toString("base64") },
  }));
  await query(
    db,
    sql`
    WITH given AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given(
        id text, sandbox_id text, number int, at timestamptz, succeeded boolean, due_at timestamptz,
        request_headers json, status int, error text, duration_ms int, response_headers json, response_body text)),
    living AS MATERIALIZED (
      SELECT id FROM sandbox WHERE id IN (SELECT sandbox_id FROM given) FOR KEY SHARE SKIP LOCKED),
    changed AS (
      UPDATE delivery SET
        attempts = given.number, due_at = given.due_at,
        status = CASE
          WHEN given.succeeded THEN 'successful' WHEN given.due_at IS NULL THEN 'failed' ELSE 'pending' END
      FROM given JOIN living ON living.id = given.sandbox_id
      WHERE delivery.id = given.id AND delivery.attempts = given.number - 1
      RETURNING delivery.id)
    INSERT INTO delivery_attempt (
      delivery_id, number, sandbox_id, at, duration_ms, request_headers, status, response_headers, response_body,
      error, succeeded, is_final)
    SELECT id, number, sandbox_id, at, duration_ms, request_headers, status, response_headers,
      decode(response_body, 'base64'), error, succeeded, succeeded OR due_at IS NULL
    FROM given JOIN changed USING (id)`,
  );
}
