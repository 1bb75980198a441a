import { PDFDocument, PDFName, PDFRef } from "@cantoo/pdf-lib";

/** What is to stand behind the bytes of a PDF, or where that cannot be, the PDF written anew. */
export type Appended = { readonly behind: Uint8Array } | { readonly anew: Uint8Array };

/** A PDF to which pages can be added. */
export interface Opened {
  readonly pages: number;
  /** Undefined where it has no page, where one would be lost, and where what becomes of it is larger than any agreement. */
  append(added: Uint8Array): Promise<Appended | undefined>;
}

const mostBytes = 32 * 2 ** 20;

/** Throws at an encrypted one, and at most that are broken; what the library says of them differs for each. */
export async function open(pdf: Uint8Array): Promise<Opened> {
  const document = await load(pdf);
  return {
    pages: document.getPageCount(),
    async append(bytes) {
      if (document.getPageCount() === 0) return undefined;
      const added = await load(bytes);
      const behind = await continued(document, added, pdf);
      const anew = behind ? undefined : await rewritten(document, added);
      if ((behind ?? anew ?? pdf).byteLength > mostBytes) return undefined;
      return behind ? { behind } : anew && { anew };
    },
  };
}

function load(pdf: Uint8Array): Promise<PDFDocument> {
  return PDFDocument.load(pdf, { updateMetadata: false });
}

/** What is new stands behind the last byte, as the format has it for changes; undefined where no reader would find it there. */
async function continued(document: PDFDocument, added: PDFDocument, pdf: Uint8Array): Promise<Uint8Array | undefined> {
  const table = tableOf(pdf);
  const root = document.catalog.get(PDFName.of("Pages"));
  if (table?.at !== document.context.pdfFileDetails.prevStartXRef || !(root instanceof PDFRef)) return undefined;
  // The library would look for what changes itself, among all objects for each of them: minutes, for a large agreement.
  const snapshot = document.takeSnapshot();
  await putBehind(document, added);
  snapshot.markRefForSave(root);
  return document.saveIncremental(snapshot, { useObjectStreams: table.isStream });
}

/** Undefined where pages would be lost: what is broken may have fewer than it says. */
async function rewritten(document: PDFDocument, added: PDFDocument): Promise<Uint8Array | undefined> {
  await putBehind(document, added);
  const written = await document.save({ addDefaultPage: false, updateFieldAppearances: false });
  return (await load(written)).getPageCount() === document.getPageCount() ? written : undefined;
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
