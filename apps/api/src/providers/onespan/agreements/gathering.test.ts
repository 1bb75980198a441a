import { randomUUID } from "node:crypto";
import { newId } from "@understudy/database";
import { testDatabase } from "@understudy/database/testing";
import { type Context, sandboxFromRow } from "@understudy/engine";
import { afterAll, expect, it } from "vitest";
import { builtInDigest } from "../papers/agreement.ts";
import { sfsUrl } from "../rules/sfs.ts";
import { writeFile } from "../store/files/files.ts";
import { createDocumentTemplate, listDocumentTemplates } from "../store/tenant/document-templates.ts";
import { found } from "../store/tenant/founding.ts";
import { counting } from "../tests/support/statements.ts";
import { gather, type RequestedDocument } from "./gathering.ts";

const { db, close } = await testDatabase();
afterAll(() => close());

const now = new Date("2030-06-01T12:00:00.000Z");
const row = await db.sandbox.create({ data: { id: newId("sbx"), createdAt: now } });
const ctx: Context = {
  ...{ sandbox: sandboxFromRow(row), now, db, newId, publicUrl: "http://here", hasGateway: false },
  ...{ facts: new Map<string, object>(), remember: (_, load) => load() },
};
await found(ctx, { isDefault: false });
const [builtIn] = await listDocumentTemplates(ctx, { limit: 1, cursor: undefined });

const file = (text: string) =>
  writeFile(ctx, { name: text, mediaType: "application/pdf", transactionId: null }, [Buffer.from(`%PDF-1.7 ${text}`)]);
const upload = await file("upload");
const given = { title: "Terms", description: null, groups: ["oss"], fileId: (await file("template")).id };
const template = await createDocumentTemplate(ctx, given);
const content = sfsUrl({ of: "upload", fileId: upload.id });

/** What is made of these, and in how many statements. */
async function gathered(asked: readonly RequestedDocument[] | "own") {
  const counted = counting(db);
  const documents = await gather({ ...ctx, db: counted.db }, randomUUID(), asked, new Map());
  return { documents, statements: counted.statements() };
}

it("many documents that are here already take as many statements as one", async () => {
  const kinds = [{ document_template_id: template.id }, { content }];
  const hundred = Array.from({ length: 100 }, (_, index) => ({ id: `d${index}`, ...kinds[index % 2] }));
  const [one, all] = [await gathered(hundred.slice(0, 2)), await gathered(hundred)];
  expect([one.statements, all.statements]).toEqual([3, 3]);
  expect(all.documents.map(({ id }) => id)).toEqual(hundred.map(({ id }) => id));
  expect(new Set(all.documents.map(({ fileId }) => fileId)).size).toBe(100);
  expect(all.documents.map(({ sha256 }) => sha256)).toEqual(
    hundred.map((_, index) => (index % 2 === 0 ? one.documents[0] : one.documents[1])?.sha256),
  );
  expect(one.documents[1]?.sha256).toBe(upload.sha256);
});

it("copies are called as what they are copies of, and belong to nobody yet", async () => {
  const { documents } = await gathered([
    { document_template_id: template.id, title: "Mine" },
    { content, title: "Mine" },
  ]);
  const files = await db.onespanFile.findMany({ where: { id: { in: documents.map(({ fileId }) => fileId) } } });
  const of = (index: number) => files.find(({ id }) => id === documents[index]?.fileId);
  expect([of(0), of(1)]).toMatchObject([
    { name: "Terms", transactionId: null },
    { name: "upload", transactionId: null, size: upload.size },
  ]);
});

it("30: the template says what a document is, and the request which one", async () => {
  const own = { version: 7, title: "Mine", description: "Mine.", groups: ["mine"] };
  const { documents } = await gathered([
    { id: "a", document_template_id: template.id.toUpperCase(), ...own },
    { id: "b", document_template_id: template.id, content, ...own },
    { id: "c", content, ...own },
  ]);
  const said = { version: 1, title: "Terms", description: null, groups: ["oss"], documentTemplateId: template.id };
  expect(documents).toMatchObject([
    { id: "a", ...said },
    { id: "b", ...said, sha256: upload.sha256 },
    { id: "c", ...own, documentTemplateId: null, sha256: upload.sha256 },
  ]);
});

it("the agreement that is built in is the tenant's own, by itself and by its id", async () => {
  const asked = { document_template_id: builtIn?.id ?? "" };
  for (const { documents } of [await gathered("own"), await gathered([asked, asked])])
    for (const document of documents)
      expect(document).toMatchObject({ title: "Account agreement", sha256: await builtInDigest() });
});
