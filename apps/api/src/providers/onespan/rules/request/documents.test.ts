import { expect, it } from "vitest";
import { judgeDocuments } from "./documents.ts";

const told = (...documents: unknown[]) => judgeDocuments(documents).map(({ field, message }) => `${field} ${message}`);
const uploaded = "sfs://understudy/default/onespan/upload/0d6dba3f-3a35-4d5c-9a37-fb8a7a7b3d07";
const template = "3f0b0a35-0c2c-4a5e-8f39-5f0f0f9b7c11";

it("a document has an id of its own in its transaction", () => {
  expect(told({ id: "terms", content: uploaded }, { id: "Terms", content: uploaded }, { content: uploaded })).toEqual(
    [],
  );
  expect(told({ id: "terms", content: uploaded }, { id: "terms", document_template_id: template })).toEqual([
    "documents.1.id is the id of another document too; give it one of its own",
  ]);
});

it("50: the evidence's id is no document's", () => {
  expect(told({ id: "AuditTrailDocument", content: uploaded })).toEqual([
    "documents.0.id cannot be AuditTrailDocument, which is the evidence; give it another one",
  ]);
});

it("30: a document comes from a template, or is given", () => {
  expect(told({ document_template_id: template }, { content: uploaded })).toEqual([]);
  expect(told({ document_template_id: template, content: uploaded })).toEqual([]);
  expect(told({ title: "Terms" })).toEqual(["documents.0.content must be given, or document_template_id in its place"]);
});

it.each([uploaded, "data:application/pdf;base64,JVBERi0xLjcK", "data:application/pdf;base64,"])(
  "content may be %s",
  (content) => {
    expect(told({ content })).toEqual([]);
  },
);

it.each(["sfs://", "sfs://my_db/default/onespanidv/transaction/0fcde1", `${uploaded}/`])(
  "content may not be %j, an address that was never given out",
  (content) => {
    expect(told({ content })).toEqual([
      "documents.0.content is no address of a file here; upload the file and give its url",
    ]);
  },
);

it.each(["", "https://example.com/a.pdf", "JVBERi0xLjcK", "data:image/png;base64,iVBORw0KGgo="])(
  "of content such as %j the schema tells",
  (content) => {
    expect(told({ content })).toEqual([]);
  },
);
