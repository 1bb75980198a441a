import { type Sql, sql } from "@understudy/database";
import type { Context } from "./context.ts";

/**
 * The parts of a statement, to stand in its `WITH`, that take away all that the engine keeps about objects: their events,
 * what is or was owed because of these, their messages and their tasks. Carried out if and only if `after` has a row. A
 * task that somebody is at stays until they find that its object is gone, for whose row they may be waiting.
 */
export function forgetSubjects({ sandbox }: Context, after: Sql, subjects: readonly string[]): Sql {
  const which = sql`sandbox_id = ${sandbox.id} AND subject = ANY (${subjects}) AND EXISTS (SELECT FROM ${after})`;
  return sql`
    forgotten_events AS (DELETE FROM event WHERE ${which} RETURNING id),
    forgotten_deliveries AS (
      DELETE FROM delivery WHERE sandbox_id = ${sandbox.id} AND event_id IN (SELECT id FROM forgotten_events)),
    forgotten_messages AS (DELETE FROM message WHERE ${which}),
    forgotten_tasks AS (
      DELETE FROM task WHERE ctid = ANY (ARRAY(SELECT ctid FROM task WHERE ${which} FOR UPDATE SKIP LOCKED)))`;
}
