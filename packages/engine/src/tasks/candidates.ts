import { empty, type Sql, sql } from "@understudy/database";
import type { TaskHandler } from "./task.ts";

/** A handler with the tasks that are its own. */
export interface Trade {
  readonly provider: string;
  readonly kind: string;
  readonly handler: TaskHandler;
  /** Whether it asks at addresses that whoever runs the server chose, and at no others. */
  readonly isTrusted: boolean;
}

/** Which tasks are looked for. */
export interface Choice {
  /** Only those of one sandbox. */
  readonly sandboxId?: string | undefined;
  /** Only this subject, of that sandbox. */
  readonly subject?: string | undefined;
  /** Those of sandboxes too whose clock somebody holds: whoever moves a clock does the work of its sandbox. */
  readonly isHeldToo?: boolean;
  /** Sandboxes whose tasks are left alone. */
  readonly without?: readonly string[];
  /** The sandbox after which it is looked, where sandboxes have to take turns. */
  readonly after?: string | undefined;
}

/** A task, with its sandbox as it is now. */
export interface Row {
  /** Where it lies: there it stays for as long as it is locked. */
  readonly place: string;
  readonly sandboxId: string;
  readonly subject: string;
  readonly failures: number;
  /** Whether somebody had it before whose transaction was undone. */
  readonly wasLeft: boolean;
  readonly name: string | null;
  readonly clockOffsetMs: bigint | null;
  readonly clockFrozenAt: Date | null;
  /** Null where the sandbox is gone. */
  readonly createdAt: Date | null;
}

const sandboxColumns = sql`
  sandbox.name, sandbox.clock_offset_ms AS "clockOffsetMs", sandbox.clock_frozen_at AS "clockFrozenAt",
  sandbox.created_at AS "createdAt"`;
const columns = sql`
  task.ctid::text AS place, task.sandbox_id AS "sandboxId", task.subject, task.failures, ${sandboxColumns}`;

/** The transaction that had the row locked last, with its high half: its number is near that of the present ones. */
const locker = sql`(
  WITH near AS (SELECT pg_snapshot_xmax(pg_current_snapshot())::text::numeric + 2147483648 AS number)
  SELECT number - mod(number - task.xmax::text::numeric, 4294967296) FROM near)`;

/**
 * A lock leaves its transaction's number in the row, where it stays when that transaction is undone: of who dies nothing
 * else is left. It costs nobody anything, and nearly all rows have never been locked before.
 */
const wasLeft = sql`
  CASE WHEN task.xmax = '0' THEN false
    WHEN ${locker} >= pg_snapshot_xmax(pg_current_snapshot())::text::numeric THEN false
    ELSE coalesce(pg_xact_status(${locker}::text::xid8) = 'aborted', false) END`;

const isOf = ({ provider, kind }: Trade) => sql`task.provider = ${provider} AND task.kind = ${kind}`;

/** The sandboxes whose tasks may not be taken, each as `id`. */
const apartOf = ({ isHeldToo = false, without = [] }: Choice) => sql`
  SELECT id FROM sandbox WHERE clock_held_mode IS NOT NULL AND ${!isHeldToo}
  UNION ALL SELECT unnest(${without}::text[])`;

/**
 * The oldest task that nobody works on, and with it the next ones of its kind and sandbox, all of them locked: of those
 * that have not been put off. Either is read off an index in the order of the tasks, however many there are: hence no join
 * by which they could be reordered.
 */
export function candidates(trade: Trade, choice: Choice): Sql {
  const isNew = sql`${isOf(trade)} AND task.retry_at IS NULL`;
  const oldest =
    choice.sandboxId === undefined ? oldestOfAny(isNew, choice) : oldestOf(isNew, sql`${choice.sandboxId}`);
  return sql`
    WITH blocked AS MATERIALIZED (
      SELECT apart.id FROM (${apartOf(choice)}) AS apart,
        LATERAL (SELECT FROM task WHERE ${isNew} AND task.sandbox_id = apart.id LIMIT 1) AS tasked),
    oldest AS MATERIALIZED (${oldest})
    SELECT ${columns},
      CASE WHEN task.sequence = (SELECT sequence FROM oldest) THEN (SELECT was_left FROM oldest) ELSE ${wasLeft} END
        AS "wasLeft"
    FROM task LEFT JOIN sandbox ON sandbox.id = task.sandbox_id
    WHERE task.sandbox_id = (SELECT sandbox_id FROM oldest) AND ${isNew}
    ORDER BY task.sequence LIMIT ${trade.handler.together} FOR UPDATE OF task SKIP LOCKED`;
}

function oldestOf(isNew: Sql, sandboxId: Sql): Sql {
  return sql`
    SELECT task.sandbox_id, task.sequence, ${wasLeft} AS was_left FROM task
    WHERE ${isNew} AND task.sandbox_id = ${sandboxId}
    ORDER BY task.sequence LIMIT 1 FOR UPDATE SKIP LOCKED`;
}

/**
 * Where there are tasks that may not be taken any number of them may be in front, and none of them may be read: from
 * sandbox to sandbox, then, each of which has its turn.
 */
function oldestOfAny(isNew: Sql, { after = "" }: Choice): Sql {
  const next = (before: Sql) => sql`
    SELECT task.sandbox_id FROM task WHERE ${isNew} AND task.sandbox_id > ${before} ORDER BY task.sandbox_id LIMIT 1`;
  const inTurn = (from: string) => sql`
    WITH RECURSIVE turn AS (
      (${next(sql`${from}`)})
      UNION ALL SELECT (${next(sql`turn.sandbox_id`)}) FROM turn WHERE turn.sandbox_id IS NOT NULL)
    SELECT found.* FROM turn, LATERAL (${oldestOf(isNew, sql`turn.sandbox_id`)}) AS found
    WHERE EXISTS (SELECT FROM blocked) AND turn.sandbox_id <> ALL (ARRAY(SELECT id FROM blocked))`;
  return sql`
    SELECT * FROM (
      SELECT * FROM (
        SELECT task.sandbox_id, task.sequence, ${wasLeft} AS was_left FROM task
        WHERE ${isNew} AND NOT EXISTS (SELECT FROM blocked)
        ORDER BY task.sequence LIMIT 1 FOR UPDATE SKIP LOCKED) AS first
      UNION ALL (${inTurn(after)})
      UNION ALL (${inTurn("")})) AS oldest
    LIMIT 1`;
}

/** How many that are due are looked through for one that may be taken. */
const mostDue = 100;

/** One task that was put off and whose time has come, locked. It is taken alone: it may be what makes others fail. */
export function due(trade: Trade, choice: Choice): Sql {
  const isDue = sql`${isOf(trade)} AND task.retry_at <= statement_timestamp()`;
  const inSandbox = choice.sandboxId === undefined ? empty : sql`AND task.sandbox_id = ${choice.sandboxId}`;
  return sql`
    WITH apart AS MATERIALIZED (${apartOf(choice)})
    SELECT ${columns}, ${wasLeft} AS "wasLeft" FROM task LEFT JOIN sandbox ON sandbox.id = task.sandbox_id
    WHERE task.ctid = ANY (ARRAY(
        SELECT task.ctid FROM task WHERE ${isDue} ${inSandbox} ORDER BY task.retry_at LIMIT ${mostDue}))
      -- Still, once it is locked; said so that no index offers itself for it.
      AND coalesce(task.retry_at <= statement_timestamp(), false)
      AND task.sandbox_id <> ALL (ARRAY(SELECT id FROM apart))
    LIMIT 1 FOR UPDATE OF task SKIP LOCKED`;
}

/** One object's task, locked. It is found by its key, and must not be looked for among all others. */
export function only({ provider, kind }: Trade, sandboxId: string, subject: string): Sql {
  return sql`
    SELECT ${columns}, ${wasLeft} AS "wasLeft" FROM task LEFT JOIN sandbox ON sandbox.id = task.sandbox_id
    WHERE task.sandbox_id = ${sandboxId} AND task.subject = ${subject}
      AND task.provider || ' ' || task.kind = ${`${provider} ${kind}`}
      AND (task.retry_at IS NULL OR task.retry_at <= statement_timestamp())
    LIMIT 1 FOR UPDATE OF task SKIP LOCKED`;
}

/** The subjects of a sandbox, among all or some, that have tasks other than those that are put off. */
export function waiting(trades: readonly Trade[], sandboxId: string, among?: readonly string[]): Sql {
  const isOfKind = sql`
    sandbox_id = ${sandboxId}
      AND provider || ' ' || kind = ANY (${trades.map(({ provider, kind }) => `${provider} ${kind}`)})`;
  if (among !== undefined)
    return sql`
      SELECT DISTINCT subject FROM task WHERE ${isOfKind} AND subject = ANY (${among})
        AND coalesce(retry_at <= statement_timestamp(), true)`;
  const isOfOne = sql`
    ${isOfKind} AND provider = ANY (${trades.map(({ provider }) => provider)})
      AND kind = ANY (${trades.map(({ kind }) => kind)})`;
  return sql`
    SELECT subject FROM task WHERE ${isOfOne} AND retry_at IS NULL
    UNION SELECT subject FROM task WHERE ${isOfOne} AND retry_at <= statement_timestamp()`;
}
