import { type Database, type PrismaClient, query } from "@understudy/database";
import { read } from "@understudy/domain";
import type { Context } from "../context.ts";
import { realNow } from "../real-time.ts";
import { fromRow, type Sandbox } from "../sandbox.ts";
import type { Ran } from "../timers.ts";
import { type Choice, candidates, type Row, removal, type Trade } from "./candidates.ts";
import type { Others } from "./task.ts";

export interface TakingParts {
  readonly db: Database;
  readonly others: Pick<Others, "call">;
  within(db: Database, sandbox: Sandbox, now: Date): Context;
}

/** Tasks of one sandbox that a worker has for itself. */
export interface Held {
  readonly sandboxId: string;
  readonly subjects: readonly string[];
  /** How often the first of them had failed before. */
  readonly failures: number;
}

/** What was taken, and what became of it. */
export interface Taken extends Held {
  readonly ran: readonly Ran[];
  /** Present where the work came to nothing. */
  readonly failure?: { readonly error: unknown };
}

/** How long one piece of work may take, calls to others included. */
const transactionMs = 120_000;

/**
 * Does the oldest task and those of its kind and sandbox that may go with it; undefined where there is none, or where
 * whoever is told of it does not want it.
 */
export async function take(
  parts: TakingParts,
  trade: Trade,
  choice: Choice,
  isWanted: (held: Held) => boolean = () => true,
): Promise<Taken | undefined> {
  let held: Held | undefined;
  const hold = (found: Held) => {
    held = found;
    return isWanted(found);
  };
  try {
    return await (parts.db as PrismaClient).$transaction((tx) => work({ ...parts, db: tx }, trade, choice, hold), {
      maxWait: transactionMs,
      timeout: transactionMs,
    });
  } catch (error) {
    // With the transaction all is undone: the tasks are there as before, and somebody else's.
    if (held) return { ...held, ran: [], failure: { error } };
    throw error;
  }
}

async function work(
  { db, others, within }: TakingParts,
  trade: Trade,
  choice: Choice,
  hold: (held: Held) => boolean,
): Promise<Taken | undefined> {
  const { kind, handler } = trade;
  const rows = await query<Row>(db, candidates(trade, choice));
  const [first] = rows;
  if (!first) return undefined;
  const subjects = rows.map(({ subject }) => subject);
  const held = { sandboxId: first.sandboxId, subjects, failures: first.failures };
  if (!hold(held)) return undefined;
  const sandbox = sandboxOf(first);
  if (!sandbox) {
    await query(db, removal(rows));
    return { ...held, ran: [] };
  }
  const time = () => read(sandbox.clock, realNow());
  const now = time();
  const staying = new Set(await handler.run(within(db, sandbox, now), subjects, { ...others, now: time }));
  const ran = subjects.map((subject) => ({ at: now, kind, subject }));
  // Asked for even where none is done: a transaction that an error has broken would be undone without a word.
  await query(db, removal(rows.filter(({ subject }) => !staying.has(subject))));
  return { ...held, ran };
}

/** Undefined where it was dropped while somebody worked on its tasks. */
function sandboxOf({ sandboxId: id, name, clockOffsetMs, clockFrozenAt, createdAt }: Row): Sandbox | undefined {
  if (createdAt === null) return undefined;
  return fromRow({ id, name, clockOffsetMs: clockOffsetMs ?? 0n, clockFrozenAt, createdAt });
}
