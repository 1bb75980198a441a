import type { PDFDocument } from "@cantoo/pdf-lib";

/**
 * A PDF with pages behind its own, which keep their bytes: what is new stands behind the last of them, as the format has it
 * for changes. One whose own table of objects is broken is written anew. Undefined where neither can be done.
 */
export async function appended(
  pdf: Uint8Array,
  pagesFor: (pages: number) => Promise<Uint8Array>,
): Promise<Uint8Array | undefined> {
  try {
    const document = await open(pdf);
    const pages = document.getPageCount();
    if (pages === 0) return undefined;
    const added = await open(await pagesFor(pages));
    return (await continued(document, added, pdf)) ?? (await rewritten(document, added));
  } catch {
    // Of an encrypted one, and of most that are broken, the library says so; what it says differs for each.
    return undefined;
  }
}

async function open(pdf: Uint8Array): Promise<PDFDocument> {
  const { PDFDocument } = await import("@cantoo/pdf-lib");
  return PDFDocument.load(pdf, { updateMetadata: false });
}

/** The bytes as they are with the pages behind them; undefined where no reader would find these there. */
async function continued(document: PDFDocument, added: PDFDocument, pdf: Uint8Array): Promise<Uint8Array | undefined> {
  const { PDFName, PDFRef } = await import("@cantoo/pdf-lib");
  const table = tableOf(pdf);
  const root = document.catalog.get(PDFName.of("Pages"));
  if (table?.at !== document.context.pdfFileDetails.prevStartXRef || !(root instanceof PDFRef)) return undefined;
  // The library would look for what changes itself, among all objects for each of them: minutes, for a large agreement.
  const snapshot = document.takeSnapshot();
  await putBehind(document, added);
  snapshot.markRefForSave(root);
  const change = await document.saveIncremental(snapshot, { useObjectStreams: table.isStream });
  return Buffer.concat([pdf, change]);
}

/** Undefined where pages would be lost: what is broken may have fewer than it says. */
async function rewritten(document: PDFDocument, added: PDFDocument): Promise<Uint8Array | undefined> {
  await putBehind(document, added);
  const written = await document.save({ addDefaultPage: false, updateFieldAppearances: false });
  return (await open(written)).getPageCount() === document.getPageCount() ? written : undefined;
}

async function putBehind(document: PDFDocument, added: PDFDocument): Promise<void> {
  for (const page of await document.copyPages(added, added.getPageIndices())) document.addPage(page);
}

/** Where a PDF says where its objects stand, and in which of two forms; undefined where it does not, or says it wrongly. */
function tableOf(pdf: Uint8Array): { readonly at: number; readonly isStream: boolean } | undefined {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const end = bytes.subarray(-1024).toString("latin1");
  const place = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(end)?.[1];
  if (place === undefined || !bytes.subarray(0, 5).equals(Buffer.from("%PDF-"))) return undefined;
  const at = Number(place);
  const there = bytes.subarray(at, at + 40).toString("latin1");
  const isStream = /^\d+ \d+ obj\b/.test(there);
  return isStream || /^xref\s/.test(there) ? { at, isStream } : undefined;
}
