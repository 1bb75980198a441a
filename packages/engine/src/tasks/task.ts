import { type Sql, sql } from "@understudy/database";
import type { Context } from "../context.ts";
import type { Outcome } from "../webhooks/outgoing.ts";

/** Work on an object that is to be done at once. Provider, kind and subject together are its identity. */
export interface TaskSpec {
  readonly provider: string;
  readonly kind: string;
  /** The id of the object. */
  readonly subject: string;
}

/** A request to somebody else's server. */
export interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Real milliseconds within which it must be answered. */
  readonly timeoutMs: number;
  /** How much of the answer's body is kept. */
  readonly mostBytes: number;
}

/** Work that is to be done again later, and not by the sandbox's clock: what it waits for is outside of every sandbox. */
export interface PutOff {
  readonly subject: string;
  /** Real milliseconds. */
  readonly inMs: number;
}

export interface TaskHandler {
  /** How many subjects of one sandbox are worked on together, in one transaction. */
  readonly together: number;
  /** Whether it asks others and may have to wait for them: it then has a connection that nobody else needs. */
  readonly asksOthers?: boolean;
  /** How many pieces of this work a process has under way at once, where that is to be fewer than usual. */
  readonly atOnce?: number;
  /** Whether this is work that a move of a clock and others who settle wait for by now; it is, if absent. */
  isAwaited?(): boolean;
  /**
   * Does the work, by `ctx.db`, in the transaction that holds the tasks' rows: once, or not at all. Answers those subjects
   * that have the same work before them again, at once or later; the others' tasks go. If the process dies, another one
   * begins anew; if it is refused as a conflict, the work is done anew at once. A task that is there already is not put
   * again while it is worked on: to answer that there is nothing to do one must hold the object's row, or be sure that
   * nobody can have found something to do since it was read.
   */
  run(ctx: Context, subjects: readonly string[], others: Others): Promise<readonly (string | PutOff)[]>;
}

export interface Others {
  /** The sandbox's time by now, which may be later than `ctx.now` where others have taken theirs. */
  now(): Date;
  /** Resolves whatever comes of it, but throws when the process ends. */
  call(call: Call): Promise<Outcome>;
}

/** By provider, then by kind. */
export type TaskHandlers = Readonly<Record<string, Readonly<Record<string, TaskHandler>>>>;

/**
 * `INSERT INTO task …` for use as one part of a larger statement, written if and only if `after` has a row. A trigger of
 * the table tells all processes.
 */
export function insertTasks(ctx: Context, after: Sql, tasks: readonly TaskSpec[]): Sql {
  return sql`
    INSERT INTO task (sandbox_id, provider, kind, subject)
    SELECT ${ctx.sandbox.id}, t.provider, t.kind, t.subject
    FROM json_to_recordset(${JSON.stringify(tasks)}::json) AS t(provider text, kind text, subject text)
    WHERE EXISTS (SELECT FROM ${after})
    ON CONFLICT DO NOTHING
    RETURNING subject`;
}
