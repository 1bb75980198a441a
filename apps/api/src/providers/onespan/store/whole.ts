import { query, sql } from "@understudy/database";
import type { Context } from "@understudy/engine";
import type { TransactionEvent } from "../rules/event.ts";
import type { Scene } from "../rules/transaction.ts";
import type { Verification } from "../rules/verification.ts";
import { columns, type Row, sceneOf } from "./rows.ts";
import { absentTransaction, touching } from "./transactions.ts";
import { type VerificationRow, verificationFrom } from "./verifications.ts";

/** A transaction with all that has happened in it, as it was at one moment. */
export interface Whole {
  readonly scene: Scene;
  readonly events: readonly TransactionEvent[];
  readonly verifications: readonly Verification[];
}

interface WholeRow extends Row {
  readonly events: readonly (Omit<TransactionEvent, "at"> & { readonly at: string })[];
  readonly verifications: readonly (Omit<VerificationRow, "at"> & { readonly at: string })[];
}

/** For a call of the API, which leaves behind when it was. Throws a Refusal `absent`. */
export async function readWhole(ctx: Context, id: string): Promise<Whole> {
  const own = sql`sandbox_id = ${ctx.sandbox.id} AND transaction_id = ${id}::uuid`;
  const [row] = await query<WholeRow>(
    ctx.db,
    sql`
    WITH touched AS (${touching(ctx, id)})
    SELECT ${columns},
      (SELECT coalesce(json_agg(json_build_object(
        'number', number, 'id', id, 'scenario', scenario, 'at', at, 'sessionId', session_id, 'role', role,
        'message', message, 'fields', fields, 'documentReferences', document_references,
        'clientDevice', client_device) ORDER BY number), '[]')
        FROM onespan_event WHERE ${own}) AS events,
      (SELECT coalesce(json_agg(json_build_object(
        'id', id, 'number', number, 'role', role, 'at', at, 'outcome', outcome) ORDER BY number), '[]')
        FROM onespan_verification WHERE ${own}) AS verifications
    FROM onespan_transaction t WHERE t.sandbox_id = ${ctx.sandbox.id} AND t.id = ${id}::uuid`,
  );
  if (!row) throw absentTransaction(id);
  const { events, verifications, ...rest } = row;
  return {
    scene: sceneOf(rest),
    events: events.map((event) => ({ ...event, at: new Date(event.at) })),
    verifications: verifications.map((each) => verificationFrom({ ...each, at: new Date(each.at) })),
  };
}
