import { isDeepStrictEqual } from "node:util";
import { query, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { type Page, sequenceFrom } from "../../../page.ts";
import type { Definition } from "../rules/definition.ts";
import type { ExecutionType } from "../rules/execution.ts";
import { executionTypeOf } from "../rules/graph.ts";

/** A revision of a workflow, with what follows from its steps. */
export interface KnownDefinition {
  readonly definition: Definition;
  readonly executionType: ExecutionType;
}

export type ListedDefinition = KnownDefinition & { readonly sequence: bigint };

/** What is kept of a definition beside its id and its revision. */
type Content = Omit<Definition, "id" | "revision">;

interface Row {
  readonly id: string;
  readonly revision: string;
  readonly executionType: ExecutionType;
  readonly content: Content;
}

/** The workflow as it is started now. Its id is a UUID, which is the same in either case. */
export async function current(ctx: Context, id: string): Promise<KnownDefinition> {
  const revisions = await ctx.remember("transactionlink definitions", () => currentRevisions(ctx));
  const known = id.toLowerCase();
  const revision = revisions.get(known);
  if (revision === undefined) throw absent(id);
  return revisionOf(ctx, known, revision);
}

async function currentRevisions(ctx: Context): Promise<ReadonlyMap<string, string>> {
  const rows = await query<{ id: string; revision: string }>(
    ctx.db,
    sql`SELECT id, revision FROM transactionlink_definition WHERE sandbox_id = ${ctx.sandbox.id} AND deleted_at IS NULL`,
  );
  return new Map(rows.map(({ id, revision }) => [id, revision]));
}

/** The workflow as it was when an execution of it was started. */
export async function revisionOf(ctx: Context, id: string, revision: string): Promise<KnownDefinition> {
  const key = `transactionlink definition ${id} ${revision}`;
  const known = ctx.facts.get(key) as KnownDefinition | undefined;
  if (known) return known;
  const [row] = await query<Row>(
    ctx.db,
    sql`SELECT definition_id AS id, revision, execution_type AS "executionType", content FROM transactionlink_revision
      WHERE sandbox_id = ${ctx.sandbox.id} AND definition_id = ${id} AND revision = ${revision}`,
  );
  if (!row) throw new Error(`there is no revision ${revision} of ${id}`);
  const definition = fromRow(row);
  ctx.facts.set(key, definition);
  return definition;
}

/** In the order in which they were made. */
export async function list(ctx: Context, { limit, cursor }: Page): Promise<readonly ListedDefinition[]> {
  const later = cursor === undefined ? sql`` : sql`AND d.sequence > ${sequenceFrom(cursor)}`;
  const rows = await query<Row & { sequence: bigint }>(
    ctx.db,
    sql`SELECT d.id, d.revision, r.execution_type AS "executionType", r.content, d.sequence
      FROM transactionlink_definition d
      JOIN transactionlink_revision r
        ON r.sandbox_id = d.sandbox_id AND r.definition_id = d.id AND r.revision = d.revision
      WHERE d.sandbox_id = ${ctx.sandbox.id} AND d.deleted_at IS NULL ${later} ORDER BY d.sequence LIMIT ${limit}`,
  );
  return rows.map((row) => ({ ...fromRow(row), sequence: row.sequence }));
}

/** What came of putting a definition: a new workflow, or its next revision, or the one that it has already. */
export interface Put extends KnownDefinition {
  readonly isNew: boolean;
}

/** Makes a definition the current one. One that says what the current one says is no new revision. */
export async function put(ctx: Context, { id, revision: _, ...content }: Definition): Promise<Put> {
  return ctx.db.$transaction(async (db) => {
    const key = `understudy definition ${ctx.sandbox.id} ${id}`;
    await query(db, sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))::text`);
    const held = { ...ctx, db };
    const before = await db.transactionlinkDefinition.findUnique({
      where: { sandboxId_id: { sandboxId: ctx.sandbox.id, id } },
    });
    const isNew = !before || before.deletedAt !== null;
    const last = before && (await revisionOf(held, id, before.revision));
    if (last && !isNew && isDeepStrictEqual(contentOf(last.definition), content)) return { ...last, isNew: false };
    const revision = `r${before ? Number(before.revision.slice(1)) + 1 : 1}`;
    const definition = { ...content, id, revision };
    await write(held, [definition]);
    return { definition, executionType: executionTypeOf(definition), isNew };
  });
}

/** Writes definitions as the current ones of their ids, all by one statement. */
export async function write(ctx: Context, definitions: readonly Definition[]): Promise<void> {
  const rows = definitions.map((definition) => ({
    ...{ id: definition.id, revision: definition.revision, name: definition.name },
    ...{ execution_type: executionTypeOf(definition), content: contentOf(definition) },
  }));
  await query(
    ctx.db,
    sql`
    WITH given AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json)
        AS g(id text, revision text, name text, execution_type text, content json)),
    defined AS (
      INSERT INTO transactionlink_definition (sandbox_id, id, revision, name, created_at, updated_at)
      SELECT ${ctx.sandbox.id}, id, revision, name, ${ctx.now}, ${ctx.now} FROM given
      ON CONFLICT (sandbox_id, id) DO UPDATE SET
        revision = excluded.revision, name = excluded.name, updated_at = excluded.updated_at, deleted_at = NULL)
    INSERT INTO transactionlink_revision (sandbox_id, definition_id, revision, execution_type, content, created_at)
    SELECT ${ctx.sandbox.id}, id, revision, execution_type, content, ${ctx.now} FROM given`,
  );
}

/** What every new sandbox holds. */
export function foundDefinitions(ctx: Context, definitions: readonly Definition[]): Promise<void> {
  return write(ctx, definitions);
}

/** Nobody can start it any more; what runs goes on. */
export async function remove(ctx: Context, id: string): Promise<void> {
  const { count } = await ctx.db.transactionlinkDefinition.updateMany({
    where: { sandboxId: ctx.sandbox.id, id: id.toLowerCase(), deletedAt: null },
    data: { deletedAt: ctx.now },
  });
  if (count === 0) throw absent(id);
}

function fromRow({ id, revision, executionType, content }: Row): KnownDefinition {
  return { definition: { ...content, id, revision }, executionType };
}

function contentOf({ id: _id, revision: _revision, ...content }: Definition): Content {
  return content;
}

function absent(id: string): Refusal {
  return new Refusal("absent", `There is no workflow definition ${id}.`, { codes: ["WORKFLOW_DEFINITION_NOT_FOUND"] });
}
