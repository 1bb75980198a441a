import { query, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { ExecutionStatus } from "../rules/aggregate.ts";
import type { Target } from "../rules/subscription.ts";

/** What became of one action for one event. */
export interface Execution {
  readonly workflowId: string;
  /** Of each delivery, the first and those of reflows. */
  readonly statuses: readonly ExecutionStatus[];
  /** Of all of them, in no order. */
  readonly attempts: readonly Attempt[];
}

export interface Attempt {
  readonly deliveryId: string;
  readonly number: number;
  readonly at: Date;
  readonly durationMs: number;
  /** Null where no answer came. */
  readonly status: number | null;
  readonly succeeded: boolean;
  readonly isFinal: boolean;
  /** What the delivery went by: the action as it was when the event happened, or the reflow was asked for. */
  readonly target: Target;
}

interface Row extends Omit<Attempt, "number"> {
  readonly workflowId: string;
  readonly deliveryStatus: ExecutionStatus;
  /** Null where a delivery has no attempt yet. */
  readonly number: number | null;
}

/** Throws a Refusal where the action never ran for the event, or there is no such event. */
export async function ofAction(ctx: Context, eventId: string, actionId: string): Promise<Execution> {
  const rows = await query<Row>(
    ctx.db,
    sql`
    SELECT d.id AS "deliveryId", d.group_id AS "workflowId", d.status AS "deliveryStatus", s.target,
      a.number, a.at, a.duration_ms AS "durationMs", a.status, a.succeeded, a.is_final AS "isFinal"
    FROM delivery d
    JOIN subscription s ON s.id = d.subscription_id
    LEFT JOIN delivery_attempt a ON a.delivery_id = d.id
    WHERE d.sandbox_id = ${ctx.sandbox.id} AND d.event_id = ${eventId} AND d.endpoint_id = ${actionId}
      AND d.provider = 'checkout'
    ORDER BY d.sequence, a.number`,
  );
  const [first] = rows;
  if (!first) throw new Refusal("absent", `The action ${actionId} never ran for the event ${eventId}.`);
  const statuses = new Map(rows.map(({ deliveryId, deliveryStatus }) => [deliveryId, deliveryStatus]));
  const attempts = rows.flatMap(({ number, ...row }) => (number === null ? [] : [{ ...row, number }]));
  return { workflowId: first.workflowId, statuses: [...statuses.values()], attempts };
}
