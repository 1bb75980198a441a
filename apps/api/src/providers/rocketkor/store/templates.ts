import { randomUUID } from "node:crypto";
import { query, type Sql, sql } from "@understudy/database";
import { isUuid, Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Actor } from "../rules/actor.ts";
import { demandActive, namesFor, type Template, type TemplateContent, type TemplateState } from "../rules/template.ts";
import { inTransaction } from "./in-transaction.ts";
import {
  type CountedRow,
  type CountedTemplate,
  countedFrom,
  newestVersion,
  statsBeside,
  stepsToJson,
  type TemplateRow,
  templateColumns,
  templateFrom,
} from "./template-rows.ts";

/** A version that is yet to be written. */
interface NewVersion {
  readonly id: string;
  readonly versionId: string;
  readonly content: TemplateContent;
  readonly createdBy: Actor;
}

/** In its newest version, or the one that is asked for. Throws a Refusal `absent`, which a deleted one is too. */
export async function get(ctx: Context, id: string, versionId?: string): Promise<CountedTemplate> {
  const row = [id, versionId ?? id].every(isUuid) ? await counted(ctx, id, versionId) : undefined;
  if (!row)
    throw versionId === undefined
      ? absent(id)
      : new Refusal("absent", `There is no version ${versionId} of a template ${id}.`);
  return countedFrom(row);
}

async function counted(ctx: Context, id: string, versionId: string | undefined): Promise<CountedRow | undefined> {
  const stats = statsBeside(ctx);
  const which = versionId === undefined ? sql`t.version_id` : sql`${versionId}::uuid`;
  const [row] = await query<CountedRow>(
    ctx.db,
    sql`
    SELECT page.*, ${stats.columns}
    FROM (
      SELECT ${templateColumns}
      FROM rocketkor_template t
      JOIN rocketkor_template_version v ON v.sandbox_id = t.sandbox_id AND v.template_id = t.id AND v.id = ${which}
      WHERE ${isThere(ctx)} AND t.id = ${id}::uuid
    ) AS page
    ${stats.joins}`,
  );
  return row;
}

/** The newest version of one template, found by its id or its name; undefined where there is none. */
export async function find(ctx: Context, key: { id: string } | { name: string }): Promise<Template | undefined> {
  if ("id" in key && !isUuid(key.id)) return undefined;
  const which = "id" in key ? sql`t.id = ${key.id}::uuid` : sql`t.name = ${key.name}`;
  const [row] = await query<TemplateRow>(
    ctx.db,
    sql`SELECT ${templateColumns} FROM rocketkor_template t ${newestVersion}
      WHERE ${isThere(ctx)} AND ${which}`,
  );
  return row && templateFrom(row);
}

/** With the name that it is given, or else one that nothing else has. Throws a Refusal for a name that is taken. */
export async function create(
  ctx: Context,
  name: string | null,
  content: TemplateContent,
  createdBy: Actor,
): Promise<Template> {
  const version: NewVersion = { id: randomUUID(), versionId: randomUUID(), content, createdBy };
  for (const each of name === null ? namesFor(content.displayName, version.id) : [name]) {
    const isWritten = await insert(ctx, each, version);
    if (isWritten) return templateOf(ctx, each, version);
  }
  throw taken();
}

/** Whether the name was free: whoever asks for it at the same time waits here. */
async function insert(ctx: Context, name: string, version: NewVersion): Promise<boolean> {
  const written = await query(
    ctx.db,
    sql`
    WITH changed AS (
      INSERT INTO rocketkor_template (sandbox_id, id, name, state, version_id, created_at)
      VALUES (${ctx.sandbox.id}, ${version.id}::uuid, ${name}, 'ACTIVE', ${version.versionId}::uuid, ${ctx.now})
      ON CONFLICT (sandbox_id, name) DO NOTHING
      RETURNING id)
    ${insertVersion(ctx, sql`1`, version)}`,
  );
  return written.length > 0;
}

/** A new version, be it like the one before. Two at once come one after the other, and neither is lost. */
export function update(ctx: Context, id: string, content: TemplateContent, createdBy: Actor): Promise<Template> {
  return inTransaction(ctx, async (held) => {
    const before = await hold(held, id, isThere(ctx));
    demandActive(before, "updated");
    const next: NewVersion = { id: before.id, versionId: randomUUID(), content, createdBy };
    const version = await insertNext(held, next);
    return { ...before, ...content, versionId: next.versionId, version };
  });
}

/** Of any that there is, deleted ones too: nothing of it is lost. */
export function setState(ctx: Context, id: string, state: TemplateState): Promise<Template> {
  return inTransaction(ctx, async (held) => {
    await hold(held, id, own(ctx));
    const [row] = await query<TemplateRow>(
      held.db,
      sql`
      WITH t AS (
        UPDATE rocketkor_template t SET state = ${state} WHERE ${own(ctx)} AND t.id = ${id}::uuid RETURNING t.*)
      SELECT ${templateColumns} FROM t ${newestVersion}`,
    );
    if (!row) throw new Error(`the template ${id} is held and not there`);
    return templateFrom(row);
  });
}

type Held = Pick<Template, "id" | "name" | "state" | "createdAt">;

/** By a statement of its own: what is read beside a row that is waited for is as it was before the wait. */
async function hold(ctx: Context, id: string, which: Sql): Promise<Held> {
  const [row] = isUuid(id)
    ? await query<Held>(
        ctx.db,
        sql`SELECT t.id, t.name, t.state, t.created_at AS "createdAt" FROM rocketkor_template t
          WHERE ${which} AND t.id = ${id}::uuid FOR NO KEY UPDATE`,
      )
    : [];
  if (!row) throw absent(id);
  return row;
}

async function insertNext(ctx: Context, version: NewVersion): Promise<number> {
  const number = sql`(
    SELECT max(version) + 1 FROM rocketkor_template_version
    WHERE sandbox_id = ${ctx.sandbox.id} AND template_id = ${version.id}::uuid)`;
  const [row] = await query<{ version: number }>(
    ctx.db,
    sql`
    WITH changed AS (
      UPDATE rocketkor_template t SET version_id = ${version.versionId}::uuid
      WHERE ${own(ctx)} AND t.id = ${version.id}::uuid
      RETURNING id)
    ${insertVersion(ctx, number, version)}`,
  );
  if (!row) throw new Error(`the template ${version.id} is held and not there`);
  return row.version;
}

/** The part of a statement that writes a version of the template that the part `changed` has written. */
function insertVersion(ctx: Context, number: Sql, { versionId, content, createdBy }: NewVersion): Sql {
  const { displayName, description, customerMemo, defaultExpiryDays, steps } = content;
  return sql`
    INSERT INTO rocketkor_template_version (
      sandbox_id, id, template_id, version, display_name, description, customer_memo, default_expiry_days, steps,
      created_by_type, created_by_id, created_at)
    SELECT ${ctx.sandbox.id}, ${versionId}::uuid, changed.id, ${number}, ${displayName}, ${description},
      ${customerMemo}, ${defaultExpiryDays}::int, ${stepsToJson(steps)}::json, ${createdBy.type}, ${createdBy.id},
      ${ctx.now}::timestamptz
    FROM changed RETURNING version`;
}

function templateOf(ctx: Context, name: string, { id, versionId, content }: NewVersion): Template {
  return { ...{ id, versionId, version: 1, name, state: "ACTIVE", createdAt: ctx.now }, ...content };
}

function own({ sandbox }: Context): Sql {
  return sql`t.sandbox_id = ${sandbox.id}`;
}

function isThere(ctx: Context): Sql {
  return sql`${own(ctx)} AND t.state <> 'DELETED'`;
}

function absent(id: string): Refusal {
  return new Refusal("absent", `There is no template ${id}.`);
}

function taken(): Refusal {
  const problems = [
    { field: "name", rule: "RESOURCE_EXISTS", message: "must be unique; another template has it already" },
  ];
  return new Refusal("exists", "name must be unique; another template has it already.", { problems });
}
