import { colors } from "../drawing/colors.ts";
import type { Section } from "../drawing/contents.ts";
import { gap, margins, measure, type Paper, paragraph, room, write } from "../drawing/paper.ts";
import { counted, fileSize } from "../drawing/words.ts";
import { type Captured, captionOf, capturedIn, drawFramed, imageTitle, type Shown } from "./captured.ts";
import type { EvidencePack } from "./pack.ts";

const tallest = 610;

export function screenshots(pack: EvidencePack, shownOf: (each: Captured) => Shown | undefined): Section {
  const captured = capturedIn(pack);
  const { disableRecording } = pack.transaction;
  return {
    title: "Screenshots",
    place: "screenshots",
    *draw(paper) {
      if (disableRecording) return paragraph(paper, withoutRecording);
      if (captured.length === 0) return paragraph(paper, "No image was captured in this transaction.");
      paragraph(paper, `${counted(captured.length, "captured image")}, as large as the page allows.`);
      for (const each of captured) {
        const shown = shownOf(each);
        if (shown) drawLarge(paper, shown);
        yield;
      }
    },
    parts: [],
  };
}

const withoutRecording =
  "Recording was switched off for this transaction, so that there are no screenshots. The images that the verification needed stand among the attachments.";

function drawLarge(paper: Paper, shown: Shown): void {
  const { width, height } = shown.picture ?? { width: 3, height: 1 };
  const tall = Math.min(tallest, ((measure - 10) / width) * height + 10);
  room(paper, tall + 56);
  write(paper, imageTitle(shown), { face: "bold", size: 10.5 });
  const pixels = shown.picture ? `, ${width} × ${height} pixels, ${fileSize(shown.size)}` : "";
  write(paper, `${captionOf(shown)}${pixels}`, { size: 8, color: colors.soft });
  gap(paper, 5);
  drawFramed(paper, shown, { x: margins.left, y: paper.pdf.y, width: measure, height: tall });
  gap(paper, tall + 18);
}
