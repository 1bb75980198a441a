import { fonts, type Pen } from "../studio.ts";
import type { Size } from "./paper.ts";

/** The lines for machines, on a bright ground at the foot of the picture, every character as wide as the others. */
export function drawZone(pen: Pen, lines: readonly string[], { width, height }: Size): void {
  const left = 46;
  const advance = (width - left * 2) / (lines[0]?.length ?? 1);
  const size = Math.min(44, advance * 1.5);
  const step = size * 1.35;
  const top = height - 40 - step * lines.length;
  pen.fillStyle = "rgba(255, 255, 255, 0.78)";
  pen.fillRect(0, top, width, height - top);
  pen.font = `${size}px ${fonts.mono}`;
  pen.fillStyle = "#15181c";
  pen.textAlign = "center";
  lines.forEach((line, row) => {
    [...line].forEach((character, column) => {
      pen.fillText(character, left + (column + 0.5) * advance, top + 12 + step * (row + 0.62));
    });
  });
}
