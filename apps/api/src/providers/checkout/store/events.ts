import { query, raw, type Sql, sql, toColumns } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import { type Context, type EventSpec, insertEvents } from "@understudy/engine";
import type { ExecutionStatus } from "../rules/aggregate.ts";
import { type Data, facetsOf, linksOf, type NewEvent } from "../rules/event.ts";

/** An event with what its actions have come to. */
export interface Event {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly version: string;
  readonly data: Data;
  readonly occurredAt: Date;
  /** Paths of the objects that it is about, by name. */
  readonly links: Readonly<Record<string, string>>;
  /** In the order in which they began. */
  readonly executions: readonly Execution[];
}

/** One action that ran, or runs, because of an event. */
export interface Execution {
  readonly workflowId: string;
  readonly actionId: string;
  /** Of each delivery, the first and those of reflows. */
  readonly statuses: readonly ExecutionStatus[];
}

/** An event as the list of a subject has it. */
export type EventSummary = Pick<Event, "id" | "type" | "occurredAt">;

/** What the platform keeps of an event; `addressee` is the one workflow that is told, if it is not for all. */
export function specOf(event: NewEvent, addressee?: string): EventSpec & { readonly id: string } {
  const { id, type, data, subjects, deliverAt } = event;
  const [subject] = subjects;
  if (subject === undefined) throw new Error(`The event ${id} is about nothing.`);
  return { id, provider: "checkout", type, subject, data, facets: facetsOf(event), addressee, deliverAt };
}

/**
 * The events with all that is written beside them, as parts of a larger statement by name: they are written if and only
 * if `after`, a common table expression of the same statement, has a row.
 */
export function writeEvents(
  ctx: Context,
  after: Sql,
  events: readonly NewEvent[],
  addressee?: string,
): Readonly<Record<string, Sql>> {
  const specs = events.map((event) => specOf(event, addressee));
  return { told: insertEvents(ctx, after, specs), ...writeBeside(ctx, after, events) };
}

/** What Checkout.com knows of events beyond what the platform does: see `writeEvents`. */
function writeBeside(ctx: Context, after: Sql, events: readonly NewEvent[]): Readonly<Record<string, Sql>> {
  const rows = events.map(({ id, source, version, subjects }) => ({ id, source, version, links: linksOf(subjects) }));
  const about = events.flatMap(({ id, subjects }) =>
    [...new Set(subjects)].map((subjectId) => toColumns({ subjectId, eventId: id })),
  );
  return {
    noted: sql`
      INSERT INTO checkout_event (sandbox_id, id, source, version, links, occurred_at)
      SELECT ${ctx.sandbox.id}, e.id, e.source, e.version, e.links, ${ctx.now}
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS e(id text, source text, version text, links jsonb)
      WHERE EXISTS (SELECT FROM ${after})`,
    filed: sql`
      INSERT INTO checkout_event_subject (sandbox_id, subject_id, event_id)
      SELECT ${ctx.sandbox.id}, s.subject_id, s.event_id
      FROM json_to_recordset(${JSON.stringify(about)}::json) AS s(subject_id text, event_id text)
      WHERE EXISTS (SELECT FROM ${after})`,
  };
}

/** Parts by name, each after a comma, to follow the first part of a `WITH`. */
export function following(parts: Readonly<Record<string, Sql>>): Sql {
  return Object.entries(parts).reduce((all, [name, part]) => sql`${all}, ${raw(name)} AS (${part})`, sql``);
}

/** Events that come of no change here. The account's row is held: nothing comes into a sandbox that is being dropped. */
export async function write(ctx: Context, events: readonly NewEvent[], addressee?: string): Promise<void> {
  const written = await query<unknown>(
    ctx.db,
    sql`
    WITH world AS (SELECT sandbox_id FROM checkout_account WHERE sandbox_id = ${ctx.sandbox.id} FOR KEY SHARE)
    ${following(writeEvents(ctx, raw("world"), events, addressee))}
    SELECT sandbox_id FROM world`,
  );
  if (written.length === 0) throw new Refusal("absent", `There is no sandbox ${ctx.sandbox.id} any more.`);
}

export async function get(ctx: Context, id: string): Promise<Event> {
  const [event] = await query<Event>(
    ctx.db,
    sql`
    SELECT e.id, c.source, e.type, c.version, e.data, e.occurred_at AS "occurredAt", c.links, (
      SELECT coalesce(json_agg(json_build_object(
        'workflowId', ran.group_id, 'actionId', ran.endpoint_id, 'statuses', ran.statuses) ORDER BY ran.begun), '[]')
      FROM (
        SELECT d.group_id, d.endpoint_id, json_agg(d.status) AS statuses, min(d.sequence) AS begun
        FROM delivery d WHERE d.sandbox_id = c.sandbox_id AND d.event_id = c.id
        GROUP BY d.group_id, d.endpoint_id) AS ran) AS executions
    FROM checkout_event c JOIN event e ON e.id = c.id
    WHERE c.sandbox_id = ${ctx.sandbox.id} AND c.id = ${id}`,
  );
  if (!event) throw new Refusal("absent", `There is no event ${id}.`);
  return event;
}

/** All that happened to an object, in the order in which it happened. */
export async function ofSubject(ctx: Context, subjectId: string): Promise<readonly EventSummary[]> {
  return query<EventSummary>(
    ctx.db,
    sql`
    SELECT e.id, e.type, e.occurred_at AS "occurredAt"
    FROM checkout_event_subject s JOIN event e ON e.id = s.event_id
    WHERE s.sandbox_id = ${ctx.sandbox.id} AND s.subject_id = ${subjectId}
    ORDER BY e.occurred_at, e.sequence`,
  );
}

/** The ids of all events about the subject that the expression names, oldest first, as one JSON value. */
export function eventIdsOf(ctx: Context, subjectId: Sql): Sql {
  return sql`(
    SELECT coalesce(json_agg(e.id ORDER BY e.occurred_at, e.sequence), '[]')
    FROM checkout_event_subject s JOIN event e ON e.id = s.event_id
    WHERE s.sandbox_id = ${ctx.sandbox.id} AND s.subject_id = ${subjectId})`;
}
