import { type Color, colors } from "./colors.ts";
import { type Look, type Paper, widthOf, writeAt } from "./paper.ts";

export type Mood = "good" | "bad" | "careful" | "neutral";

export const moods: Readonly<Record<Mood, { readonly color: Color; readonly shade: Color }>> = {
  good: { color: colors.success, shade: colors.successSoft },
  bad: { color: colors.danger, shade: colors.dangerSoft },
  careful: { color: colors.warning, shade: colors.warningSoft },
  neutral: { color: colors.accent, shade: colors.accentSoft },
};

/** A word in a box that says at a glance how something went. Where the box ends is given back. */
export function chip(paper: Paper, text: string, mood: Mood, x: number, y: number): number {
  const { color, shade } = moods[mood];
  const style: Look = { face: "bold", size: 9, color };
  const width = widthOf(paper, text, style) + 20;
  paper.pdf.roundedRect(x, y, width, 20, 10).fill(shade);
  writeAt(paper, text, x + 10, y + 5, style);
  return x + width;
}

/** A score from 0 to 100, with a mark where it begins to be enough. */
export function scoreBar(
  { pdf }: Paper,
  { score, threshold }: { readonly score: number; readonly threshold: number },
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): void {
  const at = (value: number) => (Math.min(100, Math.max(0, value)) / 100) * width;
  pdf.roundedRect(x, y, width, 8, 4).fill(colors.line);
  if (score > 0)
    pdf.roundedRect(x, y, Math.max(8, at(score)), 8, 4).fill(score >= threshold ? colors.success : colors.danger);
  const mark = x + at(threshold);
  pdf
    .moveTo(mark, y - 3)
    .lineTo(mark, y + 11)
    .lineWidth(1.4)
    .strokeColor(colors.ink)
    .stroke();
}
