import { type Database, type PrismaClient, query, type Sql } from "@understudy/database";
import { read } from "@understudy/domain";
import { realNow } from "../real-time.ts";
import { fromRow, type Sandbox } from "../sandbox.ts";
import type { Ran } from "../timers.ts";
import type { Begun } from "../worlds.ts";
import { type Choice, candidates, due, only, type Row, type Trade } from "./candidates.ts";
import { type Ended, ending, puttingOff } from "./endings.ts";
import type { Others, PutOff } from "./task.ts";

export interface TakingParts {
  readonly db: Database;
  readonly others: Pick<Others, "call">;
  begin(db: Database, sandbox: Sandbox, now: Date): Begun;
  /** Whether what is taken is wanted: if not it is left to others. */
  isWanted(held: Held): boolean;
  /** Whether this process itself had the task before, and knows how that ended. */
  isKnown(sandboxId: string, subject: string): boolean;
}

/** Tasks that were put off, whose time has come: whether they are looked for too, before the others or after them. */
export type Overdue = "first" | "last" | "not";

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
  /** Present where others had died who had these, so that they are put off. */
  readonly abandoned?: readonly string[];
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
  overdue: Overdue,
): Promise<Taken | undefined> {
  let held: Held | undefined;
  let begun: Begun | undefined;
  const noting: TakingParts = {
    ...parts,
    isWanted(found) {
      held = found;
      return parts.isWanted(found);
    },
    begin(...args) {
      begun = parts.begin(...args);
      return begun;
    },
  };
  try {
    const taken = await (parts.db as PrismaClient).$transaction(
      (db) => work({ ...noting, db }, trade, looks(trade, choice, overdue)),
      { maxWait: transactionMs, timeout: transactionMs },
    );
    begun?.keep();
    return taken;
  } catch (error) {
    // With the transaction all is undone: the tasks are there as before, and somebody else's.
    if (held) return { ...held, ran: [], failure: { error } };
    throw error;
  }
}

function looks(trade: Trade, choice: Choice, overdue: Overdue): readonly Sql[] {
  const { sandboxId, subject } = choice;
  if (sandboxId !== undefined && subject !== undefined) return [only(trade, sandboxId, subject)];
  const inOrder = candidates(trade, choice);
  if (overdue === "not") return [inOrder];
  return overdue === "first" ? [due(trade, choice), inOrder] : [inOrder, due(trade, choice)];
}

async function work(parts: TakingParts, trade: Trade, ways: readonly Sql[]): Promise<Taken | undefined> {
  const rows = await look(parts.db, ways);
  const [first] = rows;
  if (!first) return undefined;
  const { sandboxId, failures } = first;
  const held = { sandboxId, subjects: rows.map(({ subject }) => subject), failures };
  const left = rows.filter(({ wasLeft, subject }) => wasLeft && !parts.isKnown(sandboxId, subject));
  if (!parts.isWanted(held)) return undefined;
  const sandbox = sandboxOf(first);
  if (!sandbox) {
    await query(parts.db, ending({ done: rows, staying: [], later: [] }));
    return { ...held, ran: [] };
  }
  if (left.length === 0) return { ...held, ran: await run(parts, trade, sandbox, rows) };
  await query(parts.db, puttingOff(left));
  return { ...held, ran: [], abandoned: left.map(({ subject }) => subject) };
}

async function look(db: Database, [way, ...others]: readonly Sql[]): Promise<readonly Row[]> {
  if (!way) return [];
  const rows = await query<Row>(db, way);
  return rows.length > 0 ? rows : look(db, others);
}

async function run(
  { db, begin, others }: TakingParts,
  { kind, handler }: Trade,
  sandbox: Sandbox,
  rows: readonly Row[],
): Promise<readonly Ran[]> {
  const subjects = rows.map(({ subject }) => subject);
  const time = () => read(sandbox.clock, realNow());
  const now = time();
  const { ctx } = begin(db, sandbox, now);
  const again = await handler.run(ctx, subjects, { ...others, now: time });
  // Asked for even where none is done: a transaction that an error has broken would be undone without a word.
  await query(db, ending(endedOf(rows, again)));
  return subjects.map((subject) => ({ at: now, kind, subject }));
}

function endedOf(rows: readonly Row[], again: readonly (string | PutOff)[]): Ended {
  const staying = new Set(again.filter((each) => typeof each === "string"));
  const later = new Map(
    again.flatMap((each) => (typeof each === "string" ? [] : [[each.subject, each.inMs] as const])),
  );
  return {
    done: rows.filter(({ subject }) => !staying.has(subject) && !later.has(subject)),
    staying: rows.filter(({ subject }) => staying.has(subject)),
    later: rows.flatMap((row) => {
      const inMs = later.get(row.subject);
      return inMs === undefined ? [] : [[row, inMs] as const];
    }),
  };
}

/** Undefined where it was dropped while somebody worked on its tasks. */
function sandboxOf({ sandboxId: id, name, clockOffsetMs, clockFrozenAt, createdAt }: Row): Sandbox | undefined {
  if (createdAt === null) return undefined;
  return fromRow({ id, name, clockOffsetMs: clockOffsetMs ?? 0n, clockFrozenAt, createdAt });
}
