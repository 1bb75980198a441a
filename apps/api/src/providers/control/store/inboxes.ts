import { query, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { momentFrom, type Page } from "../../../page.ts";

/** How an inbox answers what it receives. */
export interface Behaviour {
  readonly status: number;
  /** Real milliseconds before it answers. */
  readonly delayMs: number;
  /** Whether it never answers. */
  readonly hangs: boolean;
}

export interface Inbox extends Behaviour {
  readonly sandboxId: string;
  readonly name: string;
  /** The newest message that an answer has shown. */
  readonly shown: bigint;
  readonly createdAt: Date;
}

/** A name of 1 to 64 characters that an address needs not encode, and that is no step to elsewhere. */
export function isInboxName(name: string): boolean {
  return /^(?!\.{1,2}$)[A-Za-z0-9_.-]{1,64}$/.test(name);
}

/** Makes the inbox, or gives the one that is there this behaviour: one statement, so that two at once make one inbox. */
export async function put(ctx: Context, name: string, { status, delayMs, hangs }: Behaviour) {
  if (!isInboxName(name)) {
    const fix = "name must be 1 to 64 of A-Z, a-z, 0-9, _, . and -, but neither . nor ..";
    throw new Refusal("invalid", fix, { field: "path name" });
  }
  const [row] = await query<Inbox & { isNew: boolean }>(
    ctx.db,
    sql`
    INSERT INTO inbox (sandbox_id, name, status, delay_ms, hangs, created_at)
    SELECT id, ${name}, ${status}, ${delayMs}, ${hangs}, ${ctx.now}::timestamptz
    FROM (SELECT id FROM sandbox WHERE id = ${ctx.sandbox.id} FOR KEY SHARE) AS held
    ON CONFLICT (sandbox_id, name) DO UPDATE
      SET status = excluded.status, delay_ms = excluded.delay_ms, hangs = excluded.hangs
    RETURNING sandbox_id AS "sandboxId", name, status, delay_ms AS "delayMs", hangs, shown, created_at AS "createdAt",
      -- A row that was there before has been locked by this transaction on its way.
      xmax = 0 AS "isNew"`,
  );
  if (!row) throw new Refusal("absent", `There is no sandbox ${ctx.sandbox.id}.`);
  return row;
}

/** A page of inboxes, newest first. */
export async function list(ctx: Context, { limit, cursor }: Page): Promise<Inbox[]> {
  return ctx.db.inbox.findMany({
    where: { sandboxId: ctx.sandbox.id, ...(cursor !== undefined && before(cursor)) },
    orderBy: [{ createdAt: "desc" }, { name: "desc" }],
    take: limit,
  });
}

/** Where in the list an inbox stands. */
export function positionOf({ createdAt, name }: Inbox): string {
  return `${createdAt.toISOString()} ${name}`;
}

export async function get(ctx: Context, name: string): Promise<Inbox> {
  const inbox = await ctx.db.inbox.findUnique({ where: { sandboxId_name: { sandboxId: ctx.sandbox.id, name } } });
  if (!inbox) throw absent(name);
  return inbox;
}

/** The inbox with all that it holds; whoever waits at it hears of that. */
export async function drop(ctx: Context, name: string): Promise<void> {
  const gone = await query<unknown>(
    ctx.db,
    sql`
    WITH gone AS (DELETE FROM inbox WHERE sandbox_id = ${ctx.sandbox.id} AND name = ${name} RETURNING sandbox_id, name)
    SELECT pg_notify('understudy_inbox', sandbox_id || ' ' || name)::text FROM gone`,
  );
  if (gone.length === 0) throw absent(name);
}

/** What this and any newer message has been shown from now on. */
export async function markShown(ctx: Context, { name, shown }: Inbox, newest: bigint | undefined): Promise<void> {
  if (newest === undefined || newest <= shown) return;
  await ctx.db.inbox.updateMany({
    where: { sandboxId: ctx.sandbox.id, name, shown: { lt: newest } },
    data: { shown: newest },
  });
}

export function absent(name: string): Refusal {
  return new Refusal("absent", `There is no inbox ${name} in this sandbox.`);
}

function before(cursor: string) {
  const { at: createdAt, name } = momentFrom(cursor);
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, name: { lt: name } }] };
}
