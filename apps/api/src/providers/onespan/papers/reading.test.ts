import PdfKit from "pdfkit";
import { expect, test } from "vitest";
import { bytesOf } from "./drawing/paper.ts";
import { pagesOf, textOf } from "./reading.ts";

async function drawn(write: (pdf: PDFKit.PDFDocument) => void, options: PDFKit.PDFDocumentOptions = {}) {
  const pdf = new PdfKit(options);
  write(pdf);
  pdf.end();
  return bytesOf(pdf);
}

test("pages are counted, and text is read in paragraphs", async () => {
  const pdf = await drawn((each) => {
    each.font("Helvetica-Bold").text("A heading").font("Helvetica").moveDown();
    each.text("One sentence that is long enough to be set on more than one line of the page. ".repeat(3));
    each.moveDown().text("Another one.").addPage().text("The last one.");
  });
  expect(await pagesOf(pdf)).toBe(2);
  expect(await textOf(pdf)).toEqual([
    "A heading",
    "One sentence that is long enough to be set on more than one line of the page. ".repeat(3).trim(),
    "Another one.",
    "The last one.",
  ]);
});

test("a PDF that opens without a password is read, one that asks for it is not", async () => {
  const write = (pdf: PDFKit.PDFDocument) => void pdf.text("Under lock and key.");
  expect(await textOf(await drawn(write, { ownerPassword: "sesame" }))).toEqual(["Under lock and key."]);
  const locked = await drawn(write, { userPassword: "open", ownerPassword: "sesame" });
  expect([await pagesOf(locked), await textOf(locked)]).toEqual([null, []]);
});

test("a PDF without text has no paragraphs, and what is no PDF has neither pages nor text", async () => {
  const pdf = await drawn((each) => void each.rect(10, 10, 50, 50).fill("black"));
  expect([await pagesOf(pdf), await textOf(pdf)]).toEqual([1, []]);
  for (const bytes of [Buffer.from("%PDF-1.7\n%%EOF"), Buffer.from("nothing"), Buffer.alloc(0)])
    expect([await pagesOf(bytes), await textOf(bytes)]).toEqual([null, []]);
});

test("of a very long PDF the beginning is read, and that it goes on is told", async () => {
  const pdf = await drawn((each) => {
    for (let number = 1; number < 230; number += 1) each.text(`Part ${number}.`).addPage();
  });
  expect(await pagesOf(pdf)).toBe(230);
  const paragraphs = await textOf(pdf);
  expect(paragraphs.at(0)).toBe("Part 1.");
  expect(paragraphs.at(-1)).toBe("The rest of this document stands in the PDF.");
});
