import { type Sql, sql } from "@understudy/database";
import type { Context } from "../context.ts";

/** What a provider sends to a phone. */
export interface MessageSpec {
  readonly provider: string;
  readonly channel: "SMS";
  /** E.164. */
  readonly to: string;
  readonly body: string;
  /** The id of the object that it is about. */
  readonly subject: string;
  /** Its id, where whoever writes it has to know it. */
  readonly id?: string;
}

/**
 * `INSERT INTO message … SELECT … FROM <after>` for use as one part of a larger statement: the messages are written if and
 * only if `after`, a common table expression of the same statement, has a row. Messages keep the order given. Where there
 * is a gateway they are queued for it, with the tasks that send them, by a trigger of the table.
 */
export function insertMessages(ctx: Context, after: Sql, messages: readonly MessageSpec[]): Sql {
  const rows = messages.map((message) => ({ id: ctx.newId("msg"), ...message }));
  return sql`
    INSERT INTO message (id, sandbox_id, provider, channel, "to", body, subject, at, status)
    SELECT m.id, ${ctx.sandbox.id}, m.provider, m.channel, m."to", m.body, m.subject, ${ctx.now},
      ${ctx.hasGateway ? "queued" : "kept"}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS m(
      id text, provider text, channel text, "to" text, body text, subject text)
    WHERE EXISTS (SELECT FROM ${after})
    RETURNING id`;
}
