import PdfKit from "pdfkit";
import { expect, test } from "vitest";
import { accountAgreement } from "../account-agreement.ts";
import { builtInAgreement, saidBy } from "../agreement.ts";
import { bytesOf } from "../drawing/paper.ts";
import { read } from "./read.ts";

async function drawn(write: (pdf: PDFKit.PDFDocument) => void, options: PDFKit.PDFDocumentOptions = {}) {
  const pdf = new PdfKit(options);
  write(pdf);
  pdf.end();
  return bytesOf(pdf);
}

test("text is read in paragraphs", async () => {
  const pdf = await drawn((each) => {
    each.font("Helvetica-Bold").text("A heading").font("Helvetica").moveDown();
    each.text("One sentence that is long enough to be set on more than one line of the page. ".repeat(3));
    each.moveDown().text("Another one.").addPage().text("The last one.");
  });
  expect(await read(pdf)).toEqual([
    "A heading",
    "One sentence that is long enough to be set on more than one line of the page. ".repeat(3).trim(),
    "Another one.",
    "The last one.",
  ]);
});

test("a PDF that opens without a password is read, one that asks for it is not", async () => {
  const write = (pdf: PDFKit.PDFDocument) => void pdf.text("Under lock and key.");
  expect(await read(await drawn(write, { ownerPassword: "sesame" }))).toEqual(["Under lock and key."]);
  const locked = await drawn(write, { userPassword: "open", ownerPassword: "sesame" });
  await expect(read(locked)).rejects.toThrow();
});

test("a PDF without text has no paragraphs, and what is no PDF is not opened", async () => {
  const pdf = await drawn((each) => void each.rect(10, 10, 50, 50).fill("black"));
  expect(await read(pdf)).toEqual([]);
  for (const bytes of [Buffer.from("%PDF-1.7\n%%EOF"), Buffer.from("nothing"), Buffer.alloc(0)])
    await expect(read(bytes)).rejects.toThrow();
});

const rest = "The rest of this document stands in the PDF.";

test("of a very long PDF the beginning is read, and that it goes on is told", async () => {
  const pages = await drawn((each) => {
    for (let number = 1; number < 230; number += 1) each.text(`Part ${number}.`).addPage();
  });
  const paragraphs = await read(pages);
  expect([paragraphs.length, paragraphs.at(0), paragraphs.at(-1)]).toEqual([201, "Part 1.", rest]);
});

test("a page with more letters than anybody reads is no exception", async () => {
  const crowd = await drawn((each) => {
    const line = "so many words ".repeat(1_000);
    each.fontSize(0.05);
    for (let number = 0; number < 30; number += 1) each.text(line, 20, 20 * (number + 1), { lineBreak: false });
  });
  const paragraphs = await read(crowd);
  expect(paragraphs.at(-1)).toBe(rest);
  expect(paragraphs.join("").length).toBeLessThan(301_000);
});

test("in the agreement that every tenant begins with is found what it says", async () => {
  expect(await read(await builtInAgreement())).toEqual(saidBy(accountAgreement));
});
