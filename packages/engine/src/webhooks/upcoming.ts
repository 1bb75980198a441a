import { type Database, query, type Sql, sql } from "@understudy/database";
import { realNow } from "../real-time.ts";
import { clockOf } from "./owed.ts";

/** When the first of what is owed to an endpoint falls due. */
export interface Upcoming {
  readonly subscriptionId: string;
  /** In real time. */
  readonly at: Date;
}

/** Up to which time of the clock of a sandbox `s` it is looked. Nothing happens at the time of one that stands. */
const horizon = (withinMs: number): Sql => clockOf(new Date(realNow().getTime() + withinMs));

/**
 * The endpoints to which something is due or will be within so long, each found by one step through the index, however
 * much it is owed. Those whose clock is held are left to whoever moves it.
 */
export function upcomingOfAll(db: Database, withinMs: number): Promise<Upcoming[]> {
  return query<Upcoming>(
    db,
    sql`
    WITH RECURSIVE owing(id) AS (
      (SELECT subscription_id FROM delivery WHERE due_at IS NOT NULL ORDER BY subscription_id LIMIT 1)
      UNION ALL
      SELECT (
        SELECT d.subscription_id FROM delivery d
        WHERE d.due_at IS NOT NULL AND d.subscription_id > owing.id ORDER BY d.subscription_id LIMIT 1)
      FROM owing WHERE owing.id IS NOT NULL)
    SELECT owing.id AS "subscriptionId", ${realTimeOf(sql`first.due_at`)} AS at
    FROM owing CROSS JOIN LATERAL (
      SELECT d.sandbox_id, d.due_at FROM delivery d
      WHERE d.subscription_id = owing.id AND d.due_at IS NOT NULL ORDER BY d.due_at, d.sequence LIMIT 1) AS first
    JOIN sandbox s ON s.id = first.sandbox_id
    WHERE s.clock_held_mode IS NULL AND first.due_at <= ${horizon(withinMs)}`,
  );
}

/** The same for a few sandboxes. How far to look is read first, so that it is found in the index. */
export function upcomingIn(db: Database, sandboxIds: readonly string[], withinMs: number): Promise<Upcoming[]> {
  return query<Upcoming>(
    db,
    sql`
    SELECT first.subscription_id AS "subscriptionId", ${realTimeOf(sql`first.due_at`)} AS at
    FROM (
      SELECT s.*, ${horizon(withinMs)} AS horizon FROM sandbox s
      WHERE s.id = ANY (${[...sandboxIds]}) AND s.clock_held_mode IS NULL) AS s
    CROSS JOIN LATERAL (
      SELECT d.subscription_id, min(d.due_at) AS due_at FROM delivery d
      WHERE d.sandbox_id = s.id AND d.due_at <= s.horizon GROUP BY d.subscription_id) AS first`,
  );
}

/** For a clock that stands, what is due has been so since any time of real time: since now will do. */
function realTimeOf(dueAt: Sql): Sql {
  return sql`CASE WHEN s.clock_frozen_at IS NULL THEN ${dueAt} - s.clock_offset_ms * interval '1 millisecond'
    ELSE clock_timestamp() END`;
}
