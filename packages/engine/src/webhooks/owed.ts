import { type Database, query, type Sql, sql } from "@understudy/database";
import { type Clock, read } from "@understudy/domain";
import { realNow } from "../real-time.ts";
import type { ToldEvent } from "./scheme.ts";

/** A delivery whose next attempt has fallen due. */
export interface Owed {
  readonly id: string;
  readonly sandboxId: string;
  /** Order of writing. */
  readonly sequence: bigint;
  /** How many attempts have been made. */
  readonly attempts: number;
  readonly dueAt: Date;
  readonly event: ToldEvent;
  readonly clock: Clock;
}

/** An immutable revision of an endpoint, as far as sending needs it. */
export interface Endpoint {
  readonly subscriptionId: string;
  readonly sandboxId: string;
  readonly provider: string;
  readonly target: object;
}

/** The first of what is due to an endpoint, and when what is not due yet will be. */
export interface Page {
  readonly due: readonly Owed[];
  /** In real time; null where the clock stands or is held, or where nothing more is owed. */
  readonly nextAt: Date | null;
}

export async function endpoint(db: Database, subscriptionId: string): Promise<Endpoint | undefined> {
  const row = await db.subscription.findUnique({ where: { id: subscriptionId } });
  return row ? { ...row, subscriptionId: row.id, target: row.target as object } : undefined;
}

/**
 * The present time of a sandbox `s`. Of the two machines' times it is whichever is later: the one that wrote may be a
 * little ahead of the other.
 */
export function clockOf(now: Date): Sql {
  return sql`coalesce(s.clock_frozen_at,
    greatest(clock_timestamp(), ${now}::timestamptz) + s.clock_offset_ms * interval '1 millisecond')`;
}

/** What is due to an endpoint by its sandbox's clock, but for `except`. Nothing while a move holds the clock. */
export function dueNow(db: Database, to: Endpoint, except: readonly string[], limit: number): Promise<Page> {
  const now = sql`CASE WHEN s.clock_held_mode IS NULL THEN ${clockOf(realNow())} END`;
  return page(db, to, now, except, limit);
}

/** What whoever holds a clock sees to at a time: what is due then, of what was written by now. What comes comes later. */
export interface Slice {
  readonly until: Date;
  /** The newest delivery that belongs to it. */
  readonly newest: bigint;
}

/** What is due to an endpoint in a slice. */
export function dueIn(db: Database, to: Endpoint, { until, newest }: Slice, except: readonly string[], limit: number) {
  return page(db, to, sql`${until}::timestamptz`, except, limit, newest);
}

interface ClockRow {
  readonly frozenAt: Date | null;
  readonly offsetMs: bigint;
  readonly nextAt: Date | null;
}

interface OwedRow extends Omit<Owed, "event" | "clock">, Omit<ToldEvent, "id"> {
  readonly eventId: string;
}

/** No delivery comes after it. */
const lastSequence = 2n ** 63n - 1n;

/** By one statement: the time is read first, so that both what is due and what comes next are found in the index. */
async function page(
  db: Database,
  { subscriptionId, sandboxId }: Endpoint,
  now: Sql,
  except: readonly string[],
  limit: number,
  newest = lastSequence,
): Promise<Page> {
  const rows = await query<ClockRow & (OwedRow | { readonly id: null })>(
    db,
    sql`
    SELECT page.*, clock."frozenAt", clock."offsetMs",
      CASE WHEN clock."frozenAt" IS NULL THEN
        (SELECT min(due_at) FROM delivery WHERE subscription_id = ${subscriptionId} AND due_at > clock.now)
          - clock."offsetMs" * interval '1 millisecond' END AS "nextAt"
    FROM (
      SELECT s.clock_frozen_at AS "frozenAt", s.clock_offset_ms AS "offsetMs", ${now} AS now
      FROM sandbox s WHERE s.id = ${sandboxId}) AS clock
    LEFT JOIN LATERAL (
      SELECT d.id, d.sandbox_id AS "sandboxId", d.sequence, d.attempts, d.due_at AS "dueAt",
        e.provider, e.id AS "eventId", e.type, e.subject, e.data, e.facets, e.occurred_at AS "occurredAt"
      FROM (
        SELECT * FROM delivery
        WHERE subscription_id = ${subscriptionId} AND due_at <= clock.now AND id <> ALL (${[...except]})
          AND sequence <= ${newest}
        ORDER BY due_at, sequence LIMIT ${limit}) AS d
      JOIN event e ON e.id = d.event_id
      ORDER BY d.due_at, d.sequence) AS page ON true`,
  );
  const due = rows.flatMap((row) => (row.id === null ? [] : [fromRow(row)]));
  return { due, nextAt: rows[0]?.nextAt ?? null };
}

function fromRow({ eventId, frozenAt, offsetMs, ...row }: ClockRow & OwedRow): Owed {
  const { id, sandboxId, sequence, attempts, dueAt, provider, type, subject, data, facets, occurredAt } = row;
  return {
    ...{ id, sandboxId, sequence, attempts, dueAt },
    event: { id: eventId, provider, type, subject, data, facets, occurredAt },
    clock: frozenAt ? { mode: "frozen", frozenAt } : { mode: "running", offsetMs: Number(offsetMs) },
  };
}

/** The present time of the clock under which a delivery was found. */
export function timeOf({ clock }: Owed): Date {
  return read(clock, realNow());
}

/** What is due in a sandbox at `until` or before, as of now, and to whom. */
export async function sliceOf(db: Database, sandboxId: string, until: Date): Promise<Slice & { to: string[] }> {
  const rows = await query<{ id: string; newest: bigint }>(
    db,
    sql`
    SELECT subscription_id AS id, max(max(sequence)) OVER () AS newest FROM delivery
    WHERE sandbox_id = ${sandboxId} AND due_at <= ${until} GROUP BY subscription_id ORDER BY subscription_id`,
  );
  return { until, newest: rows[0]?.newest ?? 0n, to: rows.map(({ id }) => id) };
}

/** Whether anything of a slice is still due to an endpoint. */
export async function isOwed(db: Database, subscriptionId: string, { until, newest }: Slice): Promise<boolean> {
  const [row] = await query<{ owed: boolean }>(
    db,
    sql`SELECT EXISTS (
      SELECT FROM delivery
      WHERE subscription_id = ${subscriptionId} AND due_at <= ${until} AND sequence <= ${newest}) AS owed`,
  );
  return row?.owed ?? false;
}
