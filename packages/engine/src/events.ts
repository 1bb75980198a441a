import { type Sql, sql } from "@understudy/database";
import type { Context } from "./context.ts";

/** Something that happened in a provider's world, in the provider's own vocabulary. */
export interface EventSpec {
  readonly provider: string;
  readonly type: string;
  /** The id of the object that it happened to. */
  readonly subject: string;
  /** What the provider would send about it. */
  readonly data: unknown;
}

/**
 * `INSERT INTO event … SELECT … FROM <after>` for use as one part of a larger statement: the events are written if and
 * only if `after`, a common table expression of the same statement, has a row. Events keep the order given.
 */
export function insertEvents(ctx: Context, after: Sql, events: readonly EventSpec[]): Sql {
  const rows = events.map((event) => ({ id: ctx.newId("evt"), ...event }));
  return sql`
    INSERT INTO event (id, sandbox_id, provider, type, subject, data, occurred_at)
    SELECT e.id, ${ctx.sandbox.id}, e.provider, e.type, e.subject, e.data, ${ctx.now}
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS e(id text, provider text, type text, subject text, data json)
    WHERE EXISTS (SELECT FROM ${after})
    RETURNING id`;
}
