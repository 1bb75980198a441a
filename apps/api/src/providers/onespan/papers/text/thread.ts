import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { type Page, paragraphsOf } from "./paragraphs.ts";
import type { PdfText } from "./read-pdf.ts";

/** What a person can be asked to read at a sitting, and more. */
const mostPages = 200;
const mostLetters = 300_000;
const cut = "The rest of this document stands in the PDF.";

/** Nothing is told of one that cannot be opened: the thread ends. */
parentPort?.postMessage(await read(workerData as Uint8Array));

async function read(data: Uint8Array): Promise<PdfText> {
  const folder = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  const pdf = await getDocument({
    data,
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
    cMapUrl: join(folder, "cmaps/"),
    standardFontDataUrl: join(folder, "standard_fonts/"),
  }).promise;
  const pages: Page[] = [];
  let letters = 0;
  for (let number = 1; number <= Math.min(pdf.numPages, mostPages) && letters < mostLetters; number += 1) {
    const page = await pageOf(pdf, number);
    letters += page.reduce((sum, { text }) => sum + text.length, 0);
    pages.push(page);
  }
  const paragraphs = paragraphsOf(pages);
  const isWhole = pages.length === pdf.numPages;
  return { pages: pdf.numPages, paragraphs: isWhole || paragraphs.length === 0 ? paragraphs : [...paragraphs, cut] };
}

/** A page that is broken has no text; the others have theirs. */
async function pageOf(pdf: Awaited<ReturnType<typeof getDocument>["promise"]>, number: number): Promise<Page> {
  const content = await pdf
    .getPage(number)
    .then((page) => page.getTextContent())
    .catch(() => ({ items: [] }));
  return content.items.flatMap((item) => {
    if (!("str" in item)) return [];
    const { str: text, height, fontName: font, hasEOL: endsLine, transform } = item;
    return [{ text, height, font, endsLine, y: Number(transform[5]) }];
  });
}
