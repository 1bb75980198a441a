import { query, raw, type Sql, sql } from "@understudy/database";
import { type Context, insertTimer } from "@understudy/engine";
import type { Session } from "../rules/event.ts";

const provider = "onespan";
/** What the clock does with a session that nobody goes on with. */
export const sessionTimer = "end_session";

const columns = raw(`
  id::text, transaction_id::text AS "transactionId", role, key, user_agent AS "userAgent", ip,
  created_at AS "createdAt", last_request_at AS "lastRequestAt", ended_at AS "endedAt", end_reason AS "endReason"`);

/** A new session with its timer, as parts of a statement that go with a row of `after`. */
export function insertSession(ctx: Context, after: Sql, session: Session, timeoutMs: number): readonly Sql[] {
  const { id, transactionId, role, key, userAgent, ip, createdAt, lastRequestAt } = session;
  const dueAt = new Date(ctx.now.getTime() + timeoutMs);
  return [
    sql`began AS (
      INSERT INTO onespan_session (
        sandbox_id, id, transaction_id, role, key, user_agent, ip, created_at, last_request_at)
      SELECT ${ctx.sandbox.id}, ${id}::uuid, ${transactionId}::uuid, ${role}, ${key}, ${userAgent}, ${ip}, ${createdAt},
        ${lastRequestAt}
      FROM ${after})`,
    sql`watched AS (${insertTimer(ctx, after, { provider, kind: sessionTimer, subject: id, dueAt })})`,
  ];
}

/** The session that a page's key opens, over or not; undefined where there is none. */
export async function sessionByKey(ctx: Context, key: string): Promise<Session | undefined> {
  const [session] = await sessions(ctx, sql`key = ${key}`);
  return session;
}

export async function sessionById(ctx: Context, id: string): Promise<Session | undefined> {
  const [session] = await sessions(ctx, sql`id = ${id}::uuid`);
  return session;
}

/** Oldest first. */
export function sessionsOf(ctx: Context, transactionId: string): Promise<readonly Session[]> {
  return sessions(ctx, sql`transaction_id = ${transactionId}::uuid`);
}

/** Those that are not over. */
export function openSessionsOf(ctx: Context, transactionId: string): Promise<readonly Session[]> {
  return sessions(ctx, sql`transaction_id = ${transactionId}::uuid AND ended_at IS NULL`);
}

/** Somebody goes on in a session: it then has all its time again. */
export async function touchSession(ctx: Context, id: string, timeoutMs: number): Promise<void> {
  const dueAt = new Date(ctx.now.getTime() + timeoutMs);
  await query(
    ctx.db,
    sql`
    WITH touched AS (
      UPDATE onespan_session SET last_request_at = ${ctx.now}
      WHERE sandbox_id = ${ctx.sandbox.id} AND id = ${id}::uuid AND ended_at IS NULL RETURNING id),
    watched AS (${insertTimer(ctx, raw("touched"), { provider, kind: sessionTimer, subject: id, dueAt })})
    SELECT id FROM touched`,
  );
}

function sessions(ctx: Context, which: Sql): Promise<readonly Session[]> {
  return query<Session>(
    ctx.db,
    sql`SELECT ${columns} FROM onespan_session WHERE sandbox_id = ${ctx.sandbox.id} AND ${which}
      ORDER BY created_at, id`,
  );
}
