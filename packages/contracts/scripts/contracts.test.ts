import { expect, test } from "vitest";
import { contractTypes } from "./contracts.ts";
import type { JsonObject } from "./json.ts";

test("a binary is a Blob, by which a form's files are told from its text", async () => {
  const file = { type: "string", format: "binary" };
  const properties = { file, pages: { type: "array", items: file }, note: { type: "string" } };
  const document: JsonObject = {
    openapi: "3.1.0",
    info: { title: "Acme", version: "1" },
    paths: {},
    components: { schemas: { Upload: { type: "object", required: ["file"], properties } } },
  };
  const spec = { file: "acme.yaml", name: "acme", provider: "acme", isControl: false, document, operations: [] };
  const types = await contractTypes(spec);
  expect(types).toContain("file: Blob;");
  expect(types).toContain("pages?: Blob[];");
  expect(types).toContain("note?: string;");
});
