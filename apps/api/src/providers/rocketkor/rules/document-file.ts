import { type AcceptanceDocument, sandboxNotice } from "./documents.ts";

/** One customer's acceptance of one document. */
export interface Accepted {
  readonly document: AcceptanceDocument;
  readonly version: string;
  readonly acceptorName: string;
  readonly acceptorId: string;
  readonly acceptedAt: Date;
}

/**
 * The document as a PDF, with who accepted it and when. All that the file holds is from its input, its own dates and id
 * too: the same acceptance is the same bytes each time, so that a digest can be compared.
 */
export async function documentFile(accepted: Accepted): Promise<Uint8Array> {
  // Most servers are never asked for one.
  const { default: Pdf } = await import("pdfkit");
  const { document, acceptedAt } = accepted;
  const pdf = new Pdf({
    size: "LETTER",
    margin: 64,
    lang: "en",
    info: { Title: document.title, Creator: "understudy", Producer: "understudy", CreationDate: acceptedAt },
  });
  const bytes = bytesOf(pdf);
  write(pdf, accepted);
  pdf.end();
  return bytes;
}

/** The part of pdfkit that is used here. */
type Pdf = Pick<PDFKit.PDFDocument, "font" | "fontSize" | "text" | "moveDown">;

function write(pdf: Pdf, { document, version, acceptorName, acceptorId, acceptedAt }: Accepted): void {
  const heading = (text: string, size: number) => pdf.font("Helvetica-Bold").fontSize(size).text(text).moveDown(0.4);
  const paragraph = (text: string) => pdf.font("Helvetica").fontSize(10).text(text, { lineGap: 2 }).moveDown();
  heading(document.title, 20);
  paragraph(`${document.groupTitle}, version ${version}`);
  paragraph(sandboxNotice);
  for (const { title, text } of document.sections) {
    heading(title, 12);
    paragraph(text);
  }
  heading("Acceptance", 12);
  const when = acceptedAt.toISOString();
  paragraph(`Accepted by ${printable(acceptorName)} (${printable(acceptorId)}) at ${when}, in version ${version}.`);
}

/**
 * The fonts that every reader of PDFs has know Western European letters only. Others lose their accents, or become a
 * question mark: the id beside the name says who is meant.
 */
function printable(text: string): string {
  const known = /^[\x20-\x7e\xa0-\xff]$/;
  return [...text.normalize("NFC")]
    .map((letter) => [letter, letter.normalize("NFD").charAt(0)].find((each) => known.test(each)) ?? "?")
    .join("");
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const read: Uint8Array[] = [];
  for await (const chunk of chunks) read.push(chunk);
  return Buffer.concat(read);
}
