import { expect, it } from "vitest";
import type { DocumentUploadStep } from "../definition.ts";
import { readDocuments, type Upload } from "./documents.ts";
import { sampleUploads } from "./sample-files.ts";

const step = (changes: Partial<DocumentUploadStep> = {}): DocumentUploadStep => {
  const accept = ["application/pdf", "image/jpeg"];
  return { type: "document_upload", accept, maxSizeBytes: 1000, next: "z", ...changes };
};
const sampleOf = (type: string): Upload => {
  const [upload] = sampleUploads(step({ accept: [type] }));
  if (!upload) throw new Error(`There is no sample of ${type}.`);
  return upload;
};
const text = (content: string | Uint8Array, type = "text/plain"): Upload => {
  return { name: "a.txt", type, content: typeof content === "string" ? Buffer.from(content) : content };
};
const judge = async (of: DocumentUploadStep, ...uploads: Upload[]) =>
  (await readDocuments(of, uploads)).problems.map(({ field, rule, limit }) => [field, rule, limit]);

it.each(["application/pdf", "image/png", "image/jpeg", "image/gif", "text/plain", "text/csv"])(
  "knows %s by its content",
  async (type) => {
    const upload = sampleOf(type);
    const { documents, problems } = await readDocuments(step({ accept: [type] }), [{ ...upload, type: "" }]);
    expect(problems).toEqual([]);
    expect(documents).toEqual([{ ...upload, type, size: upload.content.byteLength }]);
  },
);

it("refuses a picture that is said to be a document, and what is not accepted whatever it is said to be", async () => {
  const jpeg = sampleOf("image/jpeg");
  expect(await judge(step(), { ...jpeg, type: "application/pdf" })).toEqual([["files.0", "mismatch", "image/jpeg"]]);
  const png = { ...sampleOf("image/png"), type: "application/pdf" };
  expect(await judge(step(), png)).toEqual([["files.0", "type", "application/pdf, image/jpeg"]]);
  expect(await judge(step(), text("MZ not a pdf", "application/pdf"))).toEqual([
    ["files.0", "type", "application/pdf, image/jpeg"],
  ]);
});

it("reads other spellings of a type, and parameters behind it", async () => {
  expect(await judge(step({ accept: ["image/jpg"] }), { ...sampleOf("image/jpeg"), type: "IMAGE/JPG; x=1" })).toEqual(
    [],
  );
  expect(await judge(step({ accept: ["image/*"] }), sampleOf("image/png"))).toEqual([]);
});

it("takes for text what is text, and nothing else", async () => {
  const texts = step({ accept: ["text/plain", "text/csv"] });
  expect(await judge(texts, text("BMW;320d\n", "text/csv"))).toEqual([]);
  expect(await judge(texts, text("Zażółć gęślą jaźń"))).toEqual([]);
  for (const content of [Uint8Array.of(0xff, 0xfe, 0x41), Uint8Array.of(0x41, 0, 0x42), sampleOf("image/png").content])
    expect(await judge(texts, text(content))).toEqual([["files.0", "type", "text/plain, text/csv"]]);
  expect(await judge(texts, text(sampleOf("application/pdf").content))).toEqual([
    ["files.0", "type", "text/plain, text/csv"],
  ]);
});

it("refuses an empty file, one that is too large, too few and too many", async () => {
  const pdf = sampleOf("application/pdf");
  expect(await judge(step(), { ...pdf, content: new Uint8Array() })).toEqual([["files.0", "empty", null]]);
  expect(await judge(step({ maxSizeBytes: pdf.content.byteLength - 1 }), pdf)).toEqual([
    ["files.0", "maxSize", pdf.content.byteLength - 1],
  ]);
  expect(await judge(step())).toEqual([["files", "minCount", 1]]);
  expect(await judge(step(), pdf, pdf)).toEqual([["files", "maxCount", 1]]);
  expect(await judge(step({ minCount: 0 }))).toEqual([]);
});

it("accepts none where one is refused", async () => {
  const pdf = sampleOf("application/pdf");
  const { documents, problems } = await readDocuments(step({ maxCount: 2 }), [
    pdf,
    { ...pdf, content: new Uint8Array() },
  ]);
  expect(documents).toEqual([]);
  expect(problems.map(({ field, message }) => [field, message])).toEqual([
    ["files.1", "document-1.pdf is empty: send a file with content."],
  ]);
});
