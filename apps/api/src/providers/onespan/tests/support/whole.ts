import type { TestDatabase } from "@understudy/database/testing";

const t = "onespan_transaction t WHERE t.sandbox_id = $1 AND";
const of = (table: string) => `FROM onespan_${table} o WHERE o.sandbox_id = t.sandbox_id AND o.transaction_id = t.id`;
const timer = (kind: string, subject: string) =>
  `EXISTS (SELECT FROM timer WHERE timer.sandbox_id = $1 AND kind = '${kind}' AND subject = ${subject}::text)`;
const one = (table: string, id: string) =>
  `EXISTS (SELECT FROM ${table} o WHERE o.sandbox_id = $1 AND o.id::text = ${id}::text)`;

/** What cannot be where every change was written whole or not at all, each with what finds the subjects of which it is so. */
const breaches: Readonly<Record<string, string>> = {
  "other events than are counted": `SELECT t.id FROM ${t} (t.event_count <> (SELECT count(*) ${of("event")})
    OR t.event_count <> (SELECT max(number) + 1 ${of("event")}))`,
  "events in another order than they happened": `SELECT e.transaction_id FROM onespan_event e JOIN onespan_event later
    ON later.sandbox_id = e.sandbox_id AND later.transaction_id = e.transaction_id AND later.number = e.number + 1
    WHERE e.sandbox_id = $1 AND later.at < e.at`,
  "an end that came twice": `SELECT t.id FROM ${t} (SELECT count(*) ${of("event")} AND scenario IN (
    'transaction_completed', 'transaction_cancelled', 'transaction_expired', 'transaction_error')) > 1`,
  "a status without its event": `SELECT t.id FROM ${t} t.status IN ('completed', 'cancelled', 'expired', 'error')
    AND NOT EXISTS (SELECT ${of("event")} AND scenario = 'transaction_' || t.status)`,
  "other verifications than attempts": `SELECT t.id FROM ${t} (SELECT count(*) ${of("verification")}) <>
    (SELECT coalesce(sum((p ->> 'attempts')::int), 0) FROM json_array_elements(t.participants) AS p)`,
  "an open session though it is over": `SELECT t.id FROM ${t} t.status <> 'new'
    AND EXISTS (SELECT ${of("session")} AND ended_at IS NULL)`,
  "an open session without a timer": `SELECT s.id FROM onespan_session s WHERE s.sandbox_id = $1 AND s.ended_at IS NULL
    AND NOT ${timer("end_session", "s.id")}`,
  "a closed session with a timer": `SELECT s.id FROM onespan_session s WHERE s.sandbox_id = $1
    AND s.ended_at IS NOT NULL AND ${timer("end_session", "s.id")}`,
  "a timer of nothing": `SELECT subject FROM timer WHERE sandbox_id = $1 AND provider = 'onespan'
    AND NOT ${one("onespan_session", "subject")} AND NOT ${one("onespan_transaction", "subject")}`,
  "no timer to expire by, or one too many": `SELECT t.id FROM ${t}
    (t.status = 'new') <> ${timer("expire_transaction", "t.id")}`,
  "no timer to be erased by, or one too many": `SELECT t.id FROM ${t}
    (t.erase_at IS NOT NULL) <> ${timer("erase_transaction", "t.id")}`,
  "evidence too early, or none": `SELECT t.id FROM ${t} ((t.status = 'completed') <> (t.evidence_file_id IS NOT NULL)
    OR (t.evidence_file_id IS NOT NULL AND NOT ${one("onespan_file", "t.evidence_file_id")}))`,
  "a file without all its bytes": `SELECT f.id FROM onespan_file f WHERE f.sandbox_id = $1 AND f.size <> (
    SELECT coalesce(sum(length(bytes)), 0) FROM onespan_file_chunk c WHERE c.sandbox_id = $1 AND c.file_id = f.id)`,
  "a file of nothing": `SELECT f.id FROM onespan_file f WHERE f.sandbox_id = $1 AND f.transaction_id IS NULL
    AND f.name <> 'Upload'`,
  "work that nobody does": "SELECT subject FROM task WHERE sandbox_id = $1",
  "an event of nothing": `SELECT subject FROM event WHERE sandbox_id = $1 AND provider = 'onespan'
    AND NOT ${one("onespan_transaction", "subject")}`,
  "a delivery of nothing": `SELECT id FROM delivery WHERE sandbox_id = $1 AND NOT EXISTS (
    SELECT FROM event WHERE event.id = delivery.event_id)`,
};

/** What is half-written in a sandbox in which nothing is under way. */
export async function breachesIn({ pool }: Pick<TestDatabase, "pool">, sandboxId: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [name, statement] of Object.entries(breaches)) {
    const { rows } = await pool.query({ text: statement, values: [sandboxId], rowMode: "array" });
    found.push(...rows.map(([subject]) => `${name}: ${subject}`));
  }
  return found;
}
