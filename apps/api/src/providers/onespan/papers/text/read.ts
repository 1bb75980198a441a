import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { type Page, type Piece, paragraphsOf } from "./paragraphs.ts";

/** What a person can be asked to read at a sitting, and more. */
const mostPages = 200;
const mostLetters = 300_000;
const mostParagraphs = 5_000;
const cut = "The rest of this document stands in the PDF.";

/** What a PDF says, a paragraph each. Throws where it cannot be opened. */
export async function read(bytes: Uint8Array): Promise<readonly string[]> {
  const pdf = await open(bytes);
  const pages: Page[] = [];
  let left = mostLetters;
  const isRead = ({ text }: Piece) => {
    // One that says nothing counts as well: there may be any number of them.
    left -= text.length + 1;
    return left > 0;
  };
  while (pages.length < Math.min(pdf.numPages, mostPages) && left > 0)
    pages.push((await pageOf(pdf, pages.length + 1)).filter(isRead));
  const paragraphs = paragraphsOf(pages);
  const isWhole = pages.length === pdf.numPages && left > 0 && paragraphs.length <= mostParagraphs;
  return isWhole || paragraphs.length === 0 ? paragraphs : [...paragraphs.slice(0, mostParagraphs), cut];
}

function open(bytes: Uint8Array) {
  const folder = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  return getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
    cMapUrl: join(folder, "cmaps/"),
    standardFontDataUrl: join(folder, "standard_fonts/"),
  }).promise;
}

/** A page that is broken has no text; the others have theirs. */
async function pageOf(pdf: Awaited<ReturnType<typeof open>>, number: number): Promise<Page> {
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
