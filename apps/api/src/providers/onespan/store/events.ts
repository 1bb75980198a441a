import { query, sql } from "@understudy/database";
import type { Context } from "@understudy/engine";
import type { TransactionEvent } from "../rules/event.ts";

/** All that has happened in a transaction, oldest first. */
export function eventsOf(ctx: Context, transactionId: string): Promise<readonly TransactionEvent[]> {
  return query<TransactionEvent>(
    ctx.db,
    sql`SELECT number, id::text, scenario, at, session_id::text AS "sessionId", role, message, fields,
        document_references AS "documentReferences", client_device AS "clientDevice"
      FROM onespan_event WHERE sandbox_id = ${ctx.sandbox.id} AND transaction_id = ${transactionId}::uuid
      ORDER BY number`,
  );
}
