import { empty, join, query, raw, type Sql, sql } from "@understudy/database";
import { isUuid, Refusal } from "@understudy/domain";
import { type Context, deleteTimers, insertEvents, insertTimers } from "@understudy/engine";
import { transactionEvents } from "../emission.ts";
import type { Sides, StatusEntry, Transaction, TransactionChange } from "../rules/transaction.ts";
import { findAccounts } from "./accounts.ts";
import { actorFrom } from "./actors.ts";
import { inTransaction } from "./in-transaction.ts";
import { holdBalances, nothing, postingParts } from "./ledger.ts";

const provider = "rocketkor";
/** What the clock does with a transaction. */
const advancement = "advance_transaction";

interface Row extends Omit<Transaction, "createdBy" | "amount"> {
  readonly createdByType: string;
  readonly createdById: string;
  readonly amount: string;
}

const columns = raw(`
  t.id::text, t.transaction_type AS "transactionType", t.solution, t.settlement_priority AS priority, t.status, t.status_message AS "statusMessage",
  t.status_at AS "statusAt", t.amount::text, t.currency, t.debit_account_id::text AS "debitFinancialAccountId",
  t.credit_account_id::text AS "creditFinancialAccountId", t.is_held AS "isHeld",
  t.payment_reason_id AS "paymentReasonId", t.description, t.memo, t.metadata,
  t.initiator_account_holder_id::text AS "initiatorAccountHolderId",
  t.external_transaction_initiator_id AS "externalTransactionInitiatorId", t.workflow_id::text AS "workflowId",
  t.reversal_reason AS "reversalReason", t.revision, t.next_at AS "nextAt", t.created_by_type AS "createdByType",
  t.created_by_id AS "createdById", t.created_at AS "createdAt"`);

/** Throws a Refusal `absent`. */
export function get(ctx: Context, id: string): Promise<Transaction> {
  return load(ctx, id, empty);
}

/** The same in a transaction of the database, with the row locked until that ends. */
function hold(ctx: Context, id: string): Promise<Transaction> {
  return load(ctx, id, raw("FOR NO KEY UPDATE"));
}

async function load(ctx: Context, id: string, lock: Sql): Promise<Transaction> {
  const [row] = isUuid(id)
    ? await query<Row>(
        ctx.db,
        sql`SELECT ${columns} FROM rocketkor_transaction t
          WHERE t.sandbox_id = ${ctx.sandbox.id} AND t.id = ${id}::uuid ${lock}`,
      )
    : [];
  if (!row) throw new Refusal("absent", `There is no transaction ${id}.`);
  const { createdByType, createdById, amount, ...rest } = row;
  return { ...rest, amount: BigInt(amount), createdBy: actorFrom(createdByType, createdById) };
}

/** All statuses that a transaction has had, oldest first. */
export async function statusesOf(ctx: Context, transactionId: string): Promise<readonly StatusEntry[]> {
  const rows = await ctx.db.rocketkorTransactionStatus.findMany({
    where: { sandboxId: ctx.sandbox.id, transactionId },
    orderBy: { number: "asc" },
  });
  return rows.map(({ status, message, createdByType, createdById, createdAt }) => ({
    // Written by transitions alone.
    status: status as StatusEntry["status"],
    message,
    createdBy: actorFrom(createdByType, createdById),
    createdAt,
  }));
}

type Ends = Pick<Transaction, "debitFinancialAccountId" | "creditFinancialAccountId">;

/** Both accounts, as far as they are there, with what lies there, which stays so until the database's transaction ends. */
export async function findSides(ctx: Context, ends: Ends): Promise<Partial<Sides>> {
  const { debitFinancialAccountId: debitId, creditFinancialAccountId: creditId } = ends;
  // First, because it may have to wait: the accounts are then as they are once the money is at hand.
  const balances = await holdBalances(ctx, [debitId, creditId]);
  const accounts = await findAccounts(ctx, [debitId, creditId]);
  const side = (id: string) => {
    // Whoever asks may have written it in upper case.
    const account = accounts.find((each) => each.id === id.toLowerCase());
    return account && { account, available: (balances.get(account.id) ?? nothing).available };
  };
  const [debit, credit] = [side(debitId), side(creditId)];
  return { ...(debit && { debit }), ...(credit && { credit }) };
}

/** The same of accounts that are there: nobody deletes one. */
export async function holdSides(ctx: Context, ends: Ends): Promise<Sides> {
  const { debit, credit } = await findSides(ctx, ends);
  if (!debit || !credit) throw new Error("An account of a transaction is gone.");
  return { debit, credit };
}

/** Writes a new transaction with its statuses, postings, events and timer in one statement. */
export async function create(ctx: Context, change: TransactionChange, sides: Sides): Promise<void> {
  const { transaction: t } = change;
  await query(
    ctx.db,
    sql`
    WITH changed AS (
      INSERT INTO rocketkor_transaction (
        sandbox_id, id, transaction_type, solution, settlement_priority, status, status_message, status_at, amount,
        currency, debit_account_id, credit_account_id, is_held, payment_reason_id, description, memo, metadata,
        initiator_account_holder_id, external_transaction_initiator_id, workflow_id, reversal_reason, revision, next_at,
        created_by_type, created_by_id, created_at)
      VALUES (
        ${ctx.sandbox.id}, ${t.id}::uuid, ${t.transactionType}, ${t.solution}, ${t.priority}, ${t.status},
        ${t.statusMessage}, ${t.statusAt}, ${String(t.amount)}::bigint, ${t.currency},
        ${t.debitFinancialAccountId}::uuid, ${t.creditFinancialAccountId}::uuid, ${t.isHeld}, ${t.paymentReasonId},
        ${t.description}, ${t.memo}, ${t.metadata && JSON.stringify(t.metadata)}::json,
        ${t.initiatorAccountHolderId}::uuid, ${t.externalTransactionInitiatorId}, ${t.workflowId}::uuid,
        ${t.reversalReason}, ${t.revision}, ${t.nextAt}, ${t.createdBy.type}, ${t.createdBy.id}, ${t.createdAt})
      RETURNING id)
    ${await following(ctx, change, sides)}
    SELECT id FROM changed`,
  );
}

/** Writes what becomes of a transaction that is held. */
async function commit(ctx: Context, change: TransactionChange, sides: Sides): Promise<void> {
  const { transaction: t } = change;
  await query(
    ctx.db,
    sql`
    WITH changed AS (
      UPDATE rocketkor_transaction SET
        status = ${t.status}, status_message = ${t.statusMessage}, status_at = ${t.statusAt}, is_held = ${t.isHeld},
        reversal_reason = ${t.reversalReason}, revision = ${t.revision}, next_at = ${t.nextAt}
      WHERE sandbox_id = ${ctx.sandbox.id} AND id = ${t.id}::uuid
      RETURNING id)
    ${await following(ctx, change, sides)}
    SELECT id FROM changed`,
  );
}

/** Decides what becomes of a transaction, with nobody else at it or at the money of its accounts, and writes that. */
export function change(
  ctx: Context,
  id: string,
  decide: (transaction: Transaction, sides: Sides) => TransactionChange,
): Promise<Transaction> {
  return inTransaction(ctx, async (held) => {
    const from = await hold(held, id);
    const sides = await holdSides(held, from);
    const decided = decide(from, sides);
    await commit(held, decided, sides);
    return decided.transaction;
  });
}

const changed = raw("changed");

/** The parts of a statement that write all but the transaction itself. */
async function following(ctx: Context, { transaction, statuses, postings, dueAt }: TransactionChange, sides: Sides) {
  const accounts = { debit: sides.debit.account, credit: sides.credit.account };
  const events = transactionEvents(transaction, statuses, accounts);
  const timer = dueAt && { provider, kind: advancement, subject: transaction.id, dueAt };
  const parts = [
    ...(statuses.length > 0 ? [sql`stated AS (${writeStatuses(ctx, transaction, statuses)})`] : []),
    ...(await postingParts(ctx, postings, transaction.id)),
    ...(timer ? [sql`timed AS (${insertTimers(ctx, changed, [timer])})`] : []),
    ...(timer ? [] : [sql`untimed AS (${deleteTimers(ctx, changed, [advancement], [transaction.id])})`]),
    ...(events.length > 0 ? [sql`told AS (${insertEvents(ctx, changed, events)})`] : []),
  ];
  return sql`, ${join(parts, ", ")}`;
}

function writeStatuses(ctx: Context, { id, revision }: Transaction, statuses: readonly StatusEntry[]): Sql {
  const first = revision - statuses.length;
  const rows = statuses.map(({ status, message, createdBy, createdAt }, index) => ({
    ...{ number: first + index, status, message, type: createdBy.type, by: createdBy.id, at: createdAt },
  }));
  return sql`
    INSERT INTO rocketkor_transaction_status (
      sandbox_id, transaction_id, number, status, message, created_by_type, created_by_id, created_at)
    SELECT ${ctx.sandbox.id}, ${id}::uuid, s.number, s.status, s.message, s.type, s.by, s.at
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS s(
      number int, status text, message text, type text, by text, at timestamptz)`;
}
