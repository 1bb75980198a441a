import { colors } from "./colors.ts";
import { margins, measure, type Paper, widthOf, writeAt } from "./paper.ts";
import { rule } from "./table.ts";

/**
 * Below every page from one on: what the paper is, and which page of how many this is. Only now is it known how many.
 * `before` is how many pages of another paper it will stand behind.
 */
export function drawFooters(paper: Paper, text: string, { from = 1, before = 0 } = {}): void {
  const { pdf } = paper;
  const { start, count } = pdf.bufferedPageRange();
  const style = { size: 7.6, color: colors.soft } as const;
  for (let page = from; page <= start + count; page += 1) {
    pdf.switchToPage(page - 1);
    const y = pdf.page.height - 48;
    rule(paper, y - 8);
    const number = `Page ${before + page} of ${before + start + count}`;
    writeAt(paper, text, margins.left, y, style);
    writeAt(paper, number, margins.left + measure - widthOf(paper, number, style), y, style);
  }
}
