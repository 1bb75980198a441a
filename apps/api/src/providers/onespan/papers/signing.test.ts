import { PDFDict, PDFDocument, PDFName } from "@cantoo/pdf-lib";
import PdfKit from "pdfkit";
import { expect, test } from "vitest";
import { builtInAgreement } from "./agreement.ts";
import { bytesOf } from "./drawing/paper.ts";
import { signedCopy } from "./signing.ts";
import { at, digest, idOf } from "./tests/pack.ts";
import { parsed } from "./tests/parsed.ts";

const transactionId = idOf(0xabc);
const anna = {
  ...{ name: "Anna Гончарова-Żółć", role: "Borrower", at: at(0).toISOString(), ip: "203.0.113.7" },
  ...{ sessionId: idOf(0x201), transactionId },
};
const lender = {
  name: "ACME Bank",
  role: "lender",
  at: at(60).toISOString(),
  ip: null,
  sessionId: null,
  transactionId,
};
const agreement = await builtInAgreement();

async function drawn(options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  const pdf = new PdfKit({ info: { CreationDate: at(0) }, ...options });
  pdf.text("What is agreed.").addPage().text("And more of it.").end();
  return bytesOf(pdf);
}

async function rebuilt(change: (pdf: PDFDocument) => void, options = {}): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(await drawn(), { updateMetadata: false });
  change(pdf);
  return pdf.save(options);
}

test("the copy begins with the agreement's bytes, and behind its pages one says who has signed", async () => {
  const copy = await signedCopy(agreement, [anna, lender]);
  expect(Buffer.from(copy).subarray(0, agreement.byteLength).equals(agreement)).toBe(true);
  const { pages, attachments } = await parsed(copy);
  expect(pages).toHaveLength(3);
  expect(pages[0]).toContain("1. The account");
  for (const told of [anna.name, anna.role, anna.ip, anna.sessionId, transactionId, "2026-03-01 10:15:00.123 UTC"])
    expect(pages[2]).toContain(told);
  for (const told of [
    lender.name,
    "2026-03-01 10:16:00.123 UTC",
    digest(agreement),
    "The 2 pages before this one",
    "Page 3 of 3",
  ])
    expect(pages[2]).toContain(told);
  expect(attachments.size).toBe(0);
});

test("the same signatures are the same bytes", async () => {
  const [one, other] = [await signedCopy(agreement, [anna]), await signedCopy(agreement, [anna])];
  expect(digest(one)).toBe(digest(other));
});

test("what nobody has signed stays as it is", async () => {
  expect(await signedCopy(agreement, [])).toBe(agreement);
});

test("more signatures than fit on a page take another one", async () => {
  const many = Array.from({ length: 9 }, (_, index) => ({ ...anna, name: `Signer ${index}` }));
  const { pages } = await parsed(await signedCopy(agreement, many));
  expect(pages.length).toBeGreaterThan(3);
  for (const { name } of many) expect(pages.slice(2).join(" ")).toContain(name);
});

const nested = () =>
  rebuilt(({ catalog, context }) => {
    const root = catalog.Pages();
    const kids = root.Kids();
    const parent = catalog.get(PDFName.of("Pages")) ?? null;
    const group = context.register(context.obj({ Type: "Pages", Kids: kids, Count: 2, Parent: parent }));
    for (const page of kids.asArray()) context.lookup(page, PDFDict).set(PDFName.of("Parent"), group);
    root.set(PDFName.of("Kids"), context.obj([group]));
  });

test.each([
  ["whose objects stand in streams", () => rebuilt(() => {}, { useObjectStreams: true })],
  ["whose objects stand in the open", () => rebuilt(() => {}, { useObjectStreams: false })],
  ["whose pages stand in groups", nested],
  ["that was signed before", () => drawn().then((pdf) => signedCopy(pdf, [lender]))],
  ["with a form", () => rebuilt((pdf) => pdf.getForm().createTextField("name").addToPage(pdf.getPage(0)))],
  ["without a line's end behind its last mark", () => drawn().then((pdf) => pdf.subarray(0, -1))],
])("a PDF %s keeps its bytes, and gets a page", async (_, make) => {
  const pdf = await make();
  const before = (await parsed(pdf)).pages;
  const copy = await signedCopy(pdf, [anna]);
  expect(Buffer.from(copy).subarray(0, pdf.byteLength).equals(Buffer.from(pdf))).toBe(true);
  const { pages } = await parsed(copy);
  expect(pages.slice(0, -1)).toEqual(before);
  expect(pages.at(-1)).toContain(anna.name);
});

const byHand = [
  "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n",
  "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n",
].join("");

test.each([
  ["written by hand, without a table of its objects", () => Buffer.from(byHand), 1],
  ["with something before its beginning", () => drawn().then((pdf) => Buffer.concat([Buffer.from("junk\n"), pdf])), 2],
  [
    "whose table is elsewhere than it says",
    () =>
      drawn().then((pdf) => Buffer.from(pdf.toString("latin1").replace(/startxref\n\d+/, "startxref\n7"), "latin1")),
    2,
  ],
])("a PDF %s gets a page too", async (_, make, count) => {
  const { pages } = await parsed(await signedCopy(await make(), [anna]));
  expect(pages).toHaveLength(count + 1);
  expect(pages.at(-1)).toContain(anna.name);
});

test.each([
  ["is encrypted", () => drawn({ userPassword: "open", ownerPassword: "sesame" })],
  ["is encrypted for whoever changes it", () => drawn({ ownerPassword: "sesame", pdfVersion: "1.7ext3" })],
  ["was cut short", () => drawn().then((pdf) => pdf.subarray(0, 700))],
  [
    "has no page",
    () =>
      Buffer.from(
        "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n",
      ),
  ],
  [
    "holds itself",
    () =>
      Buffer.from(
        "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[2 0 R]/Count 1>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n",
      ),
  ],
  ["is nothing but its marks", () => Buffer.from("%PDF-1.7\n%%EOF")],
  ["is none", () => Buffer.from("nothing of the kind")],
])("an agreement that %s is attached, byte for byte, to a page that says who has signed", async (_, make) => {
  const pdf = await make();
  const { pages, attachments } = await parsed(await signedCopy(pdf, [anna]));
  expect(pages).toHaveLength(1);
  expect(pages[0]).toContain(anna.name);
  expect(pages[0]).toContain(digest(pdf));
  expect([...attachments].map(([name, bytes]) => [name, digest(bytes)])).toEqual([["agreement.pdf", digest(pdf)]]);
});
