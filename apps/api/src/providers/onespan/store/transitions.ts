import { empty, join, query, raw, type Sql, sql } from "@understudy/database";
import { type Context, deleteTimers, insertEvents, insertTasks, insertTimer, insertTimers } from "@understudy/engine";
import type { Session, TransactionEvent } from "../rules/event.ts";
import { recorded } from "../rules/journey/scene.ts";
import { withClosings } from "../rules/journey/visiting.ts";
import type { Change, EndReason, Scene, Transaction } from "../rules/transaction.ts";
import { numbered, toldOf } from "../transactions/emission.ts";
import { inTransaction } from "./in-transaction.ts";
import { insertSession, openSessionsOf, sessionTimer } from "./sessions.ts";
import { holdScene, holdScenes } from "./transactions.ts";
import { verificationRow } from "./verifications.ts";

const provider = "onespan";
const expiry = "expire_transaction";
const erasure = "erase_transaction";
const completion = "complete_transaction";
/** All that the clock does with a transaction. */
export const transactionTimers = [expiry, erasure];

const changed = raw("changed");

/** A transaction, and what is new of it. */
interface Told {
  readonly transaction: Transaction;
  readonly events: readonly TransactionEvent[];
}

/** Writes a new transaction with its events and its timer in one statement, and gives it its files. Answers the events. */
export async function create(
  ctx: Context,
  { scene, events }: Pick<Change, "scene" | "events">,
): Promise<readonly TransactionEvent[]> {
  const { transaction: t, participants, documents } = scene;
  const happened = numbered(ctx, events, 0);
  const files = documents.map(({ fileId }) => fileId);
  await query(
    ctx.db,
    sql`
    WITH changed AS (
      INSERT INTO onespan_transaction (
        sandbox_id, id, status, workflow, brand_id, url_set_key, language, opaque_id, configuration, metadata, users,
        tokens, participants, documents, created_at, last_api_request, expiry_period, expires_at, disable_notifications,
        disable_recording, version, event_count)
      VALUES (
        ${ctx.sandbox.id}, ${t.id}::uuid, ${t.status}, ${json(t.workflow)}, ${t.brandId}, ${t.urlSetKey}, ${t.language},
        ${t.opaqueId}, ${t.configuration && json(t.configuration)}, ${t.metadata && json(t.metadata)}, ${json(t.users)},
        ${json(t.tokens)}, ${json(participants)}, ${json(documents)}, ${t.createdAt}, ${t.lastApiRequest},
        ${t.expiryPeriod}, ${t.expiresAt}, ${t.disableNotifications}, ${t.disableRecording}, ${t.version},
        ${t.eventCount})
      RETURNING id),
    ${files.length > 0 ? sql`adopted AS (${adoptFiles(ctx, t.id, files)}),` : empty}
    timed AS (${insertTimer(ctx, changed, { provider, kind: expiry, subject: t.id, dueAt: t.expiresAt })}),
    ${join(telling(ctx, { transaction: t, events: happened }), ", ")}
    SELECT id FROM changed`,
  );
  return happened;
}

/** Decides what becomes of a transaction, with nobody else at it, and writes that; undefined where nothing does. */
export function change(
  ctx: Context,
  id: string,
  decide: (scene: Scene, held: Context) => Change | undefined | Promise<Change | undefined>,
): Promise<Scene> {
  return inTransaction(ctx, async (held) => {
    const before = await holdScene(held, id);
    const decided = await decide(before, held);
    return decided ? commit(held, before, decided) : before;
  });
}

/** The same for what begins a session. */
export function changeInto(ctx: Context, session: Session, decide: (scene: Scene) => Change): Promise<Scene> {
  return inTransaction(ctx, async (held) => {
    const before = await holdScene(held, session.transactionId);
    return commit(held, before, decide(before), session);
  });
}

/** When many transactions are to be erased, or that none of them is, in one statement. Answers the ids of those that are there. */
export async function remark(
  ctx: Context,
  ids: readonly string[],
  decide: (scene: Scene) => Change | undefined,
): Promise<readonly string[]> {
  const scenes = await holdScenes(ctx, ids);
  const changes = scenes.flatMap((before) => {
    const decided = decide(before);
    return decided ? [{ before, after: recorded(before, decided, ctx.now) }] : [];
  });
  const told = changes.map(({ before, after }) => {
    const { transaction } = after.scene;
    return { transaction, events: numbered(ctx, after.events, before.transaction.eventCount) };
  });
  if (told.length > 0) await writeMarks(ctx, told);
  return scenes.map(({ transaction }) => transaction.id);
}

async function writeMarks(ctx: Context, told: readonly Told[]): Promise<void> {
  const rows = told.map(({ transaction: { id, eraseAt, version, eventCount } }) => ({
    id,
    eraseAt,
    version,
    eventCount,
  }));
  const timers = rows.flatMap(({ id, eraseAt }) =>
    eraseAt ? [{ provider, kind: erasure, subject: id, dueAt: eraseAt }] : [],
  );
  const unmarked = rows.filter(({ eraseAt }) => eraseAt === null).map(({ id }) => id);
  await query(
    ctx.db,
    sql`
    WITH changed AS (
      UPDATE onespan_transaction t SET
        erase_at = m."eraseAt", version = m.version, event_count = m."eventCount", last_api_request = ${ctx.now}
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS m(
        id uuid, "eraseAt" timestamptz, version int, "eventCount" int)
      WHERE t.sandbox_id = ${ctx.sandbox.id} AND t.id = m.id
      RETURNING t.id),
    timed AS (${insertTimers(ctx, changed, timers)}),
    untimed AS (${deleteTimers(ctx, changed, [erasure], unmarked)}),
    ${join(telling(ctx, ...told), ", ")}
    SELECT id FROM changed`,
  );
}

async function commit(ctx: Context, before: Scene, decided: Change, session?: Session): Promise<Scene> {
  const due = recorded(before, decided, ctx.now);
  const over = await endingOf(ctx, before.transaction.id, due.ended);
  const after = withClosings(due, over, ctx.now);
  const { transaction: t, participants, documents } = after.scene;
  const happened = numbered(ctx, after.events, before.transaction.eventCount);
  const parts = [
    ...(session ? insertSession(ctx, changed, session, t.workflow.sessionTimeoutMs) : []),
    ...telling(ctx, { transaction: t, events: happened }),
    ...(after.verifications.length > 0 ? [verifying(ctx, t.id, after)] : []),
    ...(after.ended ? endingSessions(ctx, over, after.ended.reason) : []),
    ...timing(ctx, before.transaction, t),
    ...(after.files ? [sql`adopted AS (${adoptFiles(ctx, t.id, after.files)})`] : []),
  ];
  await query(
    ctx.db,
    sql`
    WITH changed AS (
      UPDATE onespan_transaction SET
        status = ${t.status}, tokens = ${json(t.tokens)}, participants = ${json(participants)},
        documents = ${json(documents)}, completed_at = ${t.completedAt}, lender_signed_at = ${t.lenderSignedAt},
        last_session_event = ${t.lastSessionEvent}, last_api_request = ${t.lastApiRequest}, version = ${t.version},
        event_count = ${t.eventCount}, evidence_file_id = ${t.evidenceFileId}::uuid
      WHERE sandbox_id = ${ctx.sandbox.id} AND id = ${t.id}::uuid
      RETURNING id)
    ${parts.length > 0 ? sql`, ${join(parts, ", ")}` : empty}
    SELECT id FROM changed`,
  );
  return after.scene;
}

/** What happened, for the transactions' own records and for those who want to be told. */
function telling(ctx: Context, ...told: readonly Told[]): readonly Sql[] {
  const rows = told.flatMap(({ transaction, events }) =>
    events.map((event) => ({ transactionId: transaction.id, ...event })),
  );
  if (rows.length === 0) return [];
  const owed = told.flatMap(({ transaction, events }) => toldOf(transaction, events));
  return [
    sql`recorded AS (
      INSERT INTO onespan_event (
        sandbox_id, transaction_id, number, id, scenario, at, session_id, role, message, fields, document_references,
        client_device)
      SELECT ${ctx.sandbox.id}, changed.id, e.number, e.id, e.scenario, e.at, e."sessionId", e.role, e.message, e.fields,
        e."documentReferences", e."clientDevice"
      FROM changed JOIN json_to_recordset(${JSON.stringify(rows)}::json) AS e(
        "transactionId" uuid, number int, id uuid, scenario text, at timestamptz, "sessionId" uuid, role text,
        message text, fields json, "documentReferences" text[], "clientDevice" json) ON e."transactionId" = changed.id)`,
    sql`told AS (${insertEvents(ctx, changed, owed)})`,
  ];
}

function verifying(ctx: Context, transactionId: string, { verifications }: Change): Sql {
  const rows = JSON.stringify(verifications.map(verificationRow));
  return sql`verified AS (
    INSERT INTO onespan_verification (sandbox_id, id, transaction_id, number, role, outcome, at)
    SELECT ${ctx.sandbox.id}, v.id, ${transactionId}::uuid, v.number, v.role, v.outcome, v.at
    FROM json_to_recordset(${rows}::json) AS v(id uuid, number int, role text, outcome json, at timestamptz))`;
}

/** The sessions that are over by a change: those of them that are open. */
async function endingOf(ctx: Context, transactionId: string, ended: Change["ended"]): Promise<readonly Session[]> {
  if (!ended) return [];
  const { sessions } = ended;
  const open = await openSessionsOf(ctx, transactionId);
  if (sessions === "all") return open;
  return open.filter(({ id, role }) => ("role" in sessions ? role === sessions.role : sessions.includes(id)));
}

function endingSessions(ctx: Context, sessions: readonly Session[], reason: EndReason): readonly Sql[] {
  const ids = sessions.map(({ id }) => id);
  if (ids.length === 0) return [];
  return [
    sql`ended AS (
      UPDATE onespan_session SET ended_at = ${ctx.now}, end_reason = ${reason}
      WHERE sandbox_id = ${ctx.sandbox.id} AND id = ANY (${ids}::uuid[]) AND ended_at IS NULL)`,
    sql`unwatched AS (${deleteTimers(ctx, changed, [sessionTimer], ids)})`,
  ];
}

/** What the clock, and whoever puts evidence together, have to do with it from now on. */
function timing(ctx: Context, before: Transaction, { id, status }: Transaction): readonly Sql[] {
  if (status === before.status) return [];
  const untimed = sql`untimed AS (${deleteTimers(ctx, changed, [expiry], [id])})`;
  if (status !== "post_processing") return [untimed];
  return [untimed, sql`put AS (${insertTasks(ctx, changed, [{ provider, kind: completion, subject: id }])})`];
}

/** Files become the transaction's, and go with it. */
function adoptFiles(ctx: Context, transactionId: string, ids: readonly string[]): Sql {
  return sql`UPDATE onespan_file SET transaction_id = ${transactionId}::uuid
    WHERE sandbox_id = ${ctx.sandbox.id} AND id = ANY (${ids}::uuid[])`;
}

function json(value: unknown): Sql {
  return sql`${JSON.stringify(value)}::json`;
}
