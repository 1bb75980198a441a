import { createHash } from "node:crypto";
import { accountAgreement } from "./account-agreement.ts";
import { drawFooters } from "./drawing/footer.ts";
import { bytesOf, gap, heading, newPaper, type Paper, room, write } from "./drawing/paper.ts";

/** What is to be read and signed. */
export interface Agreement {
  readonly title: string;
  readonly paragraphs: readonly (string | Clause)[];
}

export interface Clause {
  readonly heading: string;
  readonly text: string;
}

/** It says nothing of when it was made: the same text is the same bytes, and has the same digest, for ever. */
const timeless = new Date("2024-01-01T00:00:00.000Z");

export async function drawAgreement({ title, paragraphs }: Agreement): Promise<Buffer> {
  const paper = await newPaper({ title, madeAt: timeless });
  paper.pdf.addPage();
  heading(paper, title);
  for (const paragraph of paragraphs) drawParagraph(paper, paragraph);
  drawFooters(paper, title);
  paper.pdf.end();
  return bytesOf(paper.pdf);
}

function drawParagraph(paper: Paper, paragraph: string | Clause): void {
  if (typeof paragraph !== "string") {
    // A heading does not stand alone at the end of a page.
    room(paper, 64);
    write(paper, paragraph.heading, { face: "serifBold", size: 11.5, lineGap: 0 });
    gap(paper, 3);
  }
  const text = typeof paragraph === "string" ? paragraph : paragraph.text;
  write(paper, text, { face: "serif", size: 10.8, lineGap: 3.2 });
  gap(paper, 10);
}

/** What stands on its pages, a paragraph each. */
export function saidBy({ title, paragraphs }: Agreement): readonly string[] {
  return [title, ...paragraphs.flatMap((each) => (typeof each === "string" ? each : [each.heading, each.text]))];
}

let builtIn: Promise<{ readonly bytes: Buffer; readonly sha256: string }> | undefined;

function drawnOnce() {
  builtIn ??= drawAgreement(accountAgreement).then((bytes) => ({
    bytes,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  }));
  return builtIn;
}

/** The agreement that every tenant begins with, drawn once. */
export async function builtInAgreement(): Promise<Buffer> {
  return (await drawnOnce()).bytes;
}

/** The digest of it, by which its copies are known. */
export async function builtInDigest(): Promise<string> {
  return (await drawnOnce()).sha256;
}
