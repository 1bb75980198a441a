import { PDFDict, PDFDocument, PDFName } from "@cantoo/pdf-lib";
import PdfKit from "pdfkit";
import { expect, test } from "vitest";
import { bytesOf } from "../drawing/paper.ts";
import { at } from "../tests/pack.ts";
import { parsed } from "../tests/parsed.ts";
import { open } from "./opened.ts";

async function drawn(options: PDFKit.PDFDocumentOptions = {}, texts = ["What is agreed.", "And more of it."]) {
  const pdf = new PdfKit({ info: { CreationDate: at(0) }, ...options, autoFirstPage: false });
  for (const text of texts) pdf.addPage().text(text);
  pdf.end();
  return bytesOf(pdf);
}

async function rebuilt(change: (pdf: PDFDocument) => void, options = {}): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(await drawn(), { updateMetadata: false });
  change(pdf);
  return pdf.save(options);
}

const [one, two] = await Promise.all(["What was added.", "What was added later."].map((text) => drawn({}, [text])));

async function append(pdf: Uint8Array, added = one) {
  return (await open(pdf)).append(added ?? pdf);
}

/** What becomes of it where it keeps its bytes. */
async function continued(pdf: Uint8Array, added = one) {
  const appended = await append(pdf, added);
  return appended && "behind" in appended ? Buffer.concat([pdf, appended.behind]) : Buffer.alloc(0);
}

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
  ["to which something was added before", () => drawn().then((pdf) => continued(pdf, two))],
  ["with a form", () => rebuilt((pdf) => pdf.getForm().createTextField("name").addToPage(pdf.getPage(0)))],
  ["without a line's end behind its last mark", () => drawn().then((pdf) => pdf.subarray(0, -1))],
])("a PDF %s keeps its bytes, and gets a page", async (_, make) => {
  const pdf = await make();
  const before = (await parsed(pdf)).pages;
  const { pages } = await parsed(await continued(pdf));
  expect(pages).toEqual([...before, "What was added."]);
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
])("a PDF %s is written anew with a page more", async (_, make, count) => {
  const appended = await append(await make());
  const { pages } = await parsed(appended && "anew" in appended ? appended.anew : Buffer.alloc(0));
  expect([pages.length, pages.at(-1)]).toEqual([count + 1, "What was added."]);
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
])("a PDF that %s gets no page", async (_, make) => {
  const pdf = await make();
  expect(await append(pdf).catch(() => undefined)).toBeUndefined();
});
