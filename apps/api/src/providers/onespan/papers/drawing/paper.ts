import { type Color, colors } from "./colors.ts";
import { type Face, type Faces, loadFaces, settable } from "./faces.ts";

export type Pdf = PDFKit.PDFDocument;

/** A PDF that is being drawn, with what it is drawn with. */
export interface Paper {
  readonly pdf: Pdf;
  readonly faces: Faces;
}

/** How a text looks. */
export interface Look {
  readonly face?: Face;
  readonly size?: number;
  readonly color?: Color;
}

export interface PaperOptions {
  readonly title: string;
  readonly subject?: string;
  /** What the file says of when it was made: never the process's own time, so that the same input is the same bytes. */
  readonly madeAt: Date;
}

export const margins = { top: 64, right: 56, bottom: 76, left: 56 } as const;

/** An empty paper. Its pages can be returned to until it ends, so that a table of contents may be filled in last. */
export async function newPaper({ title, subject, madeAt }: PaperOptions): Promise<Paper> {
  // Most processes never draw one.
  const [{ default: PdfDocument }, faces] = await Promise.all([import("pdfkit"), loadFaces()]);
  const pdf = new PdfDocument({
    size: "A4",
    margins,
    pdfVersion: "1.7",
    lang: "en",
    displayTitle: true,
    bufferPages: true,
    autoFirstPage: false,
    info: {
      Title: inXml(title),
      ...(subject !== undefined && { Subject: subject }),
      Creator: "understudy",
      Producer: "understudy",
      CreationDate: madeAt,
    },
  });
  for (const { face, bytes } of faces) pdf.registerFont(face, bytes);
  return { pdf, faces };
}

/** pdfkit says the title in XML too, and escapes nothing there. */
function inXml(title: string): string {
  return title
    .replace(/\p{C}+/gu, " ")
    .replaceAll("&", "+")
    .replaceAll("<", "‹")
    .replaceAll(">", "›");
}

/** The width between the margins. */
export const measure = 595.28 - margins.left - margins.right;

/** Sets the look of what is written next, and gives back the text as it can be set. */
export function look(
  { pdf, faces }: Paper,
  text: string,
  { face = "text", size = 10, color = colors.ink }: Look,
): string {
  pdf.font(face).fontSize(size).fillColor(color);
  return settable(faces, face, text);
}

/** A text in the flow: below the last one, and on a new page where this one is full. */
export function write(paper: Paper, text: string, options: Look & PDFKit.Mixins.TextOptions = {}): void {
  const { face, size, color, ...rest } = options;
  const letters = look(paper, text, { face, size, color });
  paper.pdf.text(letters, margins.left, paper.pdf.y, { width: measure, lineGap: 2, ...rest });
}

/** A text on one line at a place, which moves nothing else; where the line ends is given back. */
export function writeAt(paper: Paper, text: string, x: number, y: number, options: Look = {}): number {
  const letters = look(paper, text, options);
  paper.pdf.text(letters, x, y, { lineBreak: false });
  return x + paper.pdf.widthOfString(letters);
}

export function widthOf(paper: Paper, text: string, options: Look): number {
  return paper.pdf.widthOfString(look(paper, text, options));
}

/** Begins a new page where less than `height` is left of this one. */
export function room({ pdf }: Paper, height: number): void {
  if (pdf.y + height > bottom(pdf)) pdf.addPage();
}

/** Where the last line of a page may end. */
export function bottom({ page }: Pdf): number {
  return page.height - page.margins.bottom;
}

export function gap({ pdf }: Paper, height: number): void {
  pdf.y += height;
}

export function heading(paper: Paper, text: string): void {
  const { pdf } = paper;
  pdf.rect(margins.left, pdf.y, 28, 3).fill(colors.accent);
  gap(paper, 12);
  write(paper, text, { face: "bold", size: 19, lineGap: 0 });
  gap(paper, 10);
}

export function subheading(paper: Paper, text: string): void {
  write(paper, text, { face: "bold", size: 11.5, lineGap: 0 });
  gap(paper, 6);
}

export function paragraph(paper: Paper, text: string): void {
  write(paper, text);
  gap(paper, 8);
}

export async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const read: Uint8Array[] = [];
  for await (const chunk of chunks) read.push(chunk);
  return Buffer.concat(read);
}
