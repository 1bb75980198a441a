import { type Sql, sql } from "@understudy/database";
import type { Context } from "./context.ts";

/** Work that falls due at a time of the sandbox's clock. `kind` and `subject` together are its identity. */
export interface TimerSpec {
  readonly provider: string;
  readonly kind: string;
  readonly subject: string;
  readonly dueAt: Date;
}

/** A piece of work that has run, as the control API tells it. */
export interface Ran {
  readonly at: Date;
  readonly kind: string;
  readonly subject: string;
}

/** Does what fell due, with `ctx.now` the due time, inside the transaction that takes the timer away: once, or not at all. */
export type TimerHandler = (ctx: Context, subject: string) => Promise<void>;

/** By provider, then by kind. */
export type TimerHandlers = Readonly<Record<string, Readonly<Record<string, TimerHandler>>>>;

/**
 * `INSERT INTO timer …` for use as one part of a larger statement, written if and only if `after` has a row. Setting a
 * timer again moves it. The job that wakes it is written with it, by a trigger of the table, where the clock runs; one
 * that is just being set running waits at the sandbox's row for this timer, and then wakes it too.
 */
export function insertTimer(ctx: Context, after: Sql, { provider, kind, subject, dueAt }: TimerSpec): Sql {
  return sql`
    INSERT INTO timer (id, sandbox_id, provider, kind, subject, due_at)
    SELECT ${ctx.newId("tmr")}, locked.id, ${provider}, ${kind}, ${subject}, ${dueAt}
    FROM (SELECT id FROM sandbox WHERE id = ${ctx.sandbox.id} AND EXISTS (SELECT FROM ${after}) FOR SHARE) AS locked
    ON CONFLICT (sandbox_id, kind, subject) DO UPDATE SET due_at = excluded.due_at
    RETURNING id`;
}

/** The same for several timers, of which no two are the same one. */
export function insertTimers(ctx: Context, after: Sql, timers: readonly TimerSpec[]): Sql {
  const rows = timers.map((timer) => ({ id: ctx.newId("tmr"), ...timer }));
  return sql`
    INSERT INTO timer (id, sandbox_id, provider, kind, subject, due_at)
    SELECT t.id, locked.id, t.provider, t.kind, t.subject, t."dueAt"
    FROM (SELECT id FROM sandbox WHERE id = ${ctx.sandbox.id} AND EXISTS (SELECT FROM ${after}) FOR SHARE) AS locked
    CROSS JOIN json_to_recordset(${JSON.stringify(rows)}::json) AS t(
      id text, provider text, kind text, subject text, "dueAt" timestamptz)
    ON CONFLICT (sandbox_id, kind, subject) DO UPDATE SET due_at = excluded.due_at
    RETURNING id`;
}

/** `DELETE FROM timer …` for use as one part of a larger statement, carried out if and only if `after` has a row. */
export function deleteTimer(ctx: Context, after: Sql, kind: string, subject: string): Sql {
  return sql`
    DELETE FROM timer
    WHERE sandbox_id = ${ctx.sandbox.id} AND kind = ${kind} AND subject = ${subject} AND EXISTS (SELECT FROM ${after})
    RETURNING id`;
}

/** The same for one kind of timer of several subjects, or several kinds. */
export function deleteTimers(ctx: Context, after: Sql, kinds: readonly string[], subjects: readonly string[]): Sql {
  return sql`
    DELETE FROM timer
    WHERE sandbox_id = ${ctx.sandbox.id} AND kind = ANY (${kinds}) AND subject = ANY (${subjects})
      AND EXISTS (SELECT FROM ${after})
    RETURNING id`;
}
