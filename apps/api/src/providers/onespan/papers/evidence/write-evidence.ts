import { setImmediate as turn } from "node:timers/promises";
import { uniqueNames } from "../drawing/attached.ts";
import { drawSection, fillContents, keepForContents, type Section } from "../drawing/contents.ts";
import { drawFooters } from "../drawing/footer.ts";
import { newPaper, type Paper, type Pdf } from "../drawing/paper.ts";
import { about } from "./about.ts";
import { attachments } from "./attachments.ts";
import { bringIn, type Captured, type Shown } from "./captured.ts";
import { drawCover } from "./cover.ts";
import type { EvidencePack } from "./pack.ts";
import { screenshots } from "./screenshots.ts";
import { sessions } from "./sessions.ts";
import { summary } from "./summary.ts";
import { timeline } from "./timeline.ts";
import { verificationResults } from "./verifications.ts";

/** A piece of the PDF is no larger. */
const pieceSize = 65_536;

/**
 * The evidence pack as a PDF, piece by piece while it is drawn. The same pack is the same bytes each time. No more than one
 * of the files that it carries is held at a time.
 */
export async function* writeEvidence(pack: EvidencePack): AsyncGenerator<Uint8Array, void, void> {
  const { id } = pack.transaction;
  const paper = await newPaper({
    title: `Evidence pack of transaction ${id}`,
    subject: "What happened in one transaction",
    madeAt: pack.generatedAt,
  });
  for await (const _ of draw(paper, pack)) {
    yield* made(paper.pdf);
    await turn();
  }
  paper.pdf.end();
  yield* made(paper.pdf);
}

async function* draw(paper: Paper, pack: EvidencePack): AsyncGenerator<void, void, void> {
  const sections = sectionsOf(pack);
  drawCover(paper, pack);
  paper.pdf.addPage();
  const entries = [...(yield* drawSection(paper, about))];
  const contents = keepForContents(paper, [about, ...sections]);
  for (const section of sections) entries.push(...(yield* drawSection(paper, section)));
  fillContents(paper, contents, entries);
  drawFooters(paper, `Evidence pack of transaction ${pack.transaction.id}`, { from: 2 });
}

function sectionsOf(pack: EvidencePack): readonly Section[] {
  const nameFile = uniqueNames();
  const shown = new Map<Captured["image"], Shown>();
  const bring = async (paper: Paper, each: Captured) => {
    const brought = await bringIn(paper, each, pack.read, nameFile);
    shown.set(each.image, brought);
    return brought;
  };
  return [
    summary(pack),
    timeline(pack),
    sessions(pack),
    verificationResults(pack),
    attachments(pack, nameFile, bring),
    screenshots(pack, ({ image }) => shown.get(image)),
  ];
}

/** What is made and not yet sent on. */
function* made(pdf: Pdf): Generator<Uint8Array, void, void> {
  while (pdf.readableLength > 0) {
    const piece: Uint8Array | null = pdf.read(Math.min(pdf.readableLength, pieceSize));
    if (piece === null) return;
    yield piece;
  }
}
