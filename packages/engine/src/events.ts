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
  /** Its id, where the provider has a form of its own for it. */
  readonly id?: string;
  /** What endpoints choose by besides the type. */
  readonly facets?: Readonly<Record<string, string>>;
  /** The one group of endpoints that is told of it, whatever these ask for; all that match, if absent. */
  readonly addressee?: string | undefined;
  /** When its webhooks fall due, if not at once. */
  readonly deliverAt?: Date | undefined;
}

/**
 * `INSERT INTO event … SELECT … FROM <after>` for use as one part of a larger statement: the events are written if and
 * only if `after`, a common table expression of the same statement, has a row. Events keep the order given. What is owed
 * to endpoints because of them is written with them, by a trigger of the table.
 */
export function insertEvents(ctx: Context, after: Sql, events: readonly EventSpec[]): Sql {
  const rows = events.map((event) => ({ id: ctx.newId("evt"), ...event }));
  return sql`
    INSERT INTO event (
      id, sandbox_id, provider, type, subject, data, facets, addressee, deliver_at, occurred_at)
    SELECT e.id, ${ctx.sandbox.id}, e.provider, e.type, e.subject, e.data, coalesce(e.facets, '{}'), e.addressee,
      e."deliverAt", ${ctx.now}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS e(
      id text, provider text, type text, subject text, data json, facets jsonb, addressee text, "deliverAt" timestamptz)
    WHERE EXISTS (SELECT FROM ${after})
    RETURNING id`;
}
