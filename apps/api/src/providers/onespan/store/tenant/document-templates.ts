import { randomUUID } from "node:crypto";
import { query, type Sql, sql } from "@understudy/database";
import { isUuid, Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { type Page, sequenceFrom } from "../../../../page.ts";
import { holdUpload } from "../files/file-holds.ts";
import { inTransaction } from "../in-transaction.ts";
import { tenantOf } from "./tenant.ts";

/** An agreement that the tenant keeps: what a document takes that names it. */
export interface DocumentTemplate {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly groups: readonly string[];
  /** Null for the agreement that is built in. */
  readonly fileId: string | null;
  readonly sequence: bigint;
}

export type NewDocumentTemplate = Omit<DocumentTemplate, "id" | "sequence">;

/** Throws a Refusal `absent`. */
export async function getDocumentTemplate(ctx: Context, id: string): Promise<DocumentTemplate> {
  const template = await findDocumentTemplate(ctx, id);
  if (!template) throw new Refusal("absent", `There is no document template ${id}.`);
  return template;
}

async function findDocumentTemplate(ctx: Context, id: string): Promise<DocumentTemplate | undefined> {
  const [template] = isUuid(id) ? await templates(ctx, sql`AND id = ${id}::uuid`) : [];
  return template;
}

/** Those that are there, by id. Each of the ids is a UUID in small letters. */
export async function findDocumentTemplates(
  ctx: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DocumentTemplate>> {
  const found = ids.length > 0 ? await templates(ctx, sql`AND id = ANY (${ids}::uuid[])`) : [];
  return new Map(found.map((template) => [template.id, template]));
}

/** The one that a signing takes that names no agreement: the oldest. Undefined in a sandbox older than this provider. */
export async function firstDocumentTemplate(ctx: Context): Promise<DocumentTemplate | undefined> {
  const [template] = await templates(ctx, sql`ORDER BY sequence LIMIT 1`);
  return template;
}

function templates({ db, sandbox }: Context, which: Sql): Promise<readonly DocumentTemplate[]> {
  return query<DocumentTemplate>(
    db,
    sql`SELECT id::text, title, description, groups, file_id::text AS "fileId", sequence
      FROM onespan_document_template WHERE sandbox_id = ${sandbox.id} ${which}`,
  );
}

/** Newest first. */
export async function listDocumentTemplates(
  ctx: Context,
  { limit, cursor }: Page,
): Promise<readonly DocumentTemplate[]> {
  return ctx.db.onespanDocumentTemplate.findMany({
    where: { sandboxId: ctx.sandbox.id, ...(cursor !== undefined && { sequence: { lt: sequenceFrom(cursor) } }) },
    orderBy: { sequence: "desc" },
    take: limit,
  });
}

/** The file is the template's from then on. Throws a Refusal that names `content` where there is no such upload. */
export async function createDocumentTemplate(
  ctx: Context,
  given: NewDocumentTemplate & { readonly fileId: string },
): Promise<DocumentTemplate> {
  await tenantOf(ctx);
  return inTransaction(ctx, async (held) => {
    if (!(await holdUpload(held, given.fileId))) throw absentUpload();
    const own = { sandboxId: ctx.sandbox.id, id: randomUUID(), createdAt: ctx.now };
    return held.db.onespanDocumentTemplate.create({ data: { ...own, ...given, groups: [...given.groups] } });
  });
}

/** What is said of an address that leads to nothing a template can be made of. */
export function absentUpload(): Refusal {
  return new Refusal("invalid", "content must be the url of a file that was uploaded here.", { field: "content" });
}
