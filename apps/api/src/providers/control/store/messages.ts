import { query, type Sql, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { type Page, sequenceFrom } from "../../../page.ts";
import { absent, type Behaviour } from "./inboxes.ts";

/** A request as it came to an inbox. */
export interface Received {
  readonly method: string;
  /** Path and query below the inbox's own. */
  readonly path: string;
  /** In the order and spelling of the wire. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

export interface Message extends Received {
  readonly id: string;
  /** When it came, by the sandbox's clock. */
  readonly at: Date;
  readonly sequence: bigint;
}

/** Which of an inbox's messages are meant: those after one, and those that hold a text. */
export interface Selection {
  readonly after?: bigint | undefined;
  readonly contains?: string | undefined;
}

/**
 * Keeps what came to an inbox, and answers how that behaves; undefined where there is none. What comes at once is kept one
 * by one, so that nothing appears behind what has been shown already: whoever continues after a message misses none.
 */
export async function keep(ctx: Context, name: string, received: Received): Promise<Behaviour | undefined> {
  const { method, path, headers, body } = received;
  const [behaviour] = await query<Behaviour>(
    ctx.db,
    sql`
    WITH receiver AS (
      SELECT * FROM inbox WHERE sandbox_id = ${ctx.sandbox.id} AND name = ${name} FOR NO KEY UPDATE),
    kept AS (
      INSERT INTO inbox_message (id, sandbox_id, inbox_name, at, method, path, headers, body)
      SELECT ${ctx.newId("msg")}, sandbox_id, name, ${ctx.now}::timestamptz, ${method}, ${path},
        ${JSON.stringify(headers)}::json, ${body}::bytea
      FROM receiver)
    SELECT status, delay_ms AS "delayMs", hangs FROM receiver`,
  );
  return behaviour;
}

/** The sequence of the message with this id, which the caller says is in the inbox. */
export async function sequenceOf(ctx: Context, name: string, id: string): Promise<bigint> {
  const where = { id, sandboxId: ctx.sandbox.id, inboxName: name };
  const message = await ctx.db.inboxMessage.findFirst({ where, select: { sequence: true } });
  if (message) return message.sequence;
  throw new Refusal("invalid", "after must be the id of a message in this inbox.", { field: "query after" });
}

/** How many there are, counted to `most`. Throws a Refusal where the inbox is gone. */
export async function count(ctx: Context, name: string, selection: Selection, most: number): Promise<number> {
  const [found] = await query<{ count: number }>(
    ctx.db,
    sql`
    SELECT (
      SELECT count(*)::int FROM (SELECT FROM inbox_message WHERE ${chosen(ctx, name, selection)} LIMIT ${most}) AS counted
    ) AS count
    FROM inbox WHERE sandbox_id = ${ctx.sandbox.id} AND name = ${name}`,
  );
  if (!found) throw absent(name);
  return found.count;
}

/** More bytes of bodies than these are not put on one page: an answer has to fit into memory several times over. */
const pageBytes = 4 * 1024 * 1024;

/** A page of messages, newest first, and where the next page goes on, if there is one. */
export async function list(ctx: Context, name: string, selection: Selection, { limit, cursor }: Page) {
  const before = cursor === undefined ? sql`` : sql`AND sequence < ${sequenceFrom(cursor)}`;
  const rows = await query<Message | (Message & { body: null })>(
    ctx.db,
    sql`
    SELECT id, at, method, path, headers, sequence,
      -- The first of them always fits.
      CASE WHEN sum(octet_length(body)) OVER (ORDER BY sequence DESC) - octet_length(body) < ${pageBytes} THEN body END
        AS body
    FROM (
      SELECT * FROM inbox_message WHERE ${chosen(ctx, name, selection)} ${before}
      ORDER BY sequence DESC LIMIT ${limit + 1}) AS newest
    ORDER BY sequence DESC`,
  );
  const fitting = rows.filter(({ body }) => body !== null);
  const messages: readonly Message[] = fitting.slice(0, limit);
  return { messages, next: messages.length < rows.length ? messages.at(-1)?.sequence : undefined };
}

function chosen({ sandbox }: Context, name: string, { after, contains }: Selection): Sql {
  return sql`sandbox_id = ${sandbox.id} AND inbox_name = ${name}
    ${after === undefined ? sql`` : sql`AND sequence > ${after}`}
    ${contains === undefined ? sql`` : sql`AND position(convert_to(${contains}, 'UTF8') IN body) > 0`}`;
}
