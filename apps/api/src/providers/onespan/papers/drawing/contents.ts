import { setImmediate as turn } from "node:timers/promises";
import { colors } from "./colors.ts";
import { gap, heading, margins, measure, type Paper, room, subheading, widthOf, writeAt } from "./paper.ts";

/** Drawn a piece at a time: between two of them what is made can be sent on, and others have their turn. */
export type Drawing = Iterable<void> | AsyncIterable<void>;

/** What a table of contents names below a section. */
export interface Part {
  readonly title: string;
  readonly draw: (paper: Paper) => Drawing;
}

export interface Section extends Part {
  /** By this links lead to it. */
  readonly place: string;
  readonly parts: readonly Part[];
}

/** A line of the table of contents. */
interface Entry {
  readonly title: string;
  readonly isSection: boolean;
  readonly place: string;
  /** From 1. */
  readonly page: number;
}

const lineHeights = { section: 25, part: 16 } as const;
const top = 96;
const end = 770;

/** Draws a section and its parts, with a bookmark for each, and tells where they stand. */
export async function* drawSection(paper: Paper, section: Section): AsyncGenerator<void, readonly Entry[], void> {
  const { pdf } = paper;
  if (pdf.y > pdf.page.height / 2) pdf.addPage();
  else if (pdf.y > margins.top) gap(paper, 14);
  const entries = [{ title: section.title, isSection: true, place: section.place, page: marked(paper, section.place) }];
  const bookmark = pdf.outline.addItem(section.title, { expanded: section.parts.length < 12 });
  heading(paper, section.title);
  yield* section.draw(paper);
  for (const [index, { title, draw }] of section.parts.entries()) {
    room(paper, 110);
    const place = `${section.place}-${index + 1}`;
    entries.push({ title, isSection: false, place, page: marked(paper, place) });
    bookmark.addItem(title);
    subheading(paper, title);
    yield* draw(paper);
    await turn();
  }
  return entries;
}

/** Makes a place in the file to which links lead. */
export function marked({ pdf }: Paper, place: string): number {
  pdf.addNamedDestination(place, "XYZ", 0, Math.max(0, pdf.y - 16), null);
  return pageNumber(pdf);
}

/** From 1. */
function pageNumber(pdf: Paper["pdf"]): number {
  const { start, count } = pdf.bufferedPageRange();
  return start + count;
}

/** Pages that are left empty until it is known what stands on which page. */
export function keepForContents({ pdf }: Paper, sections: readonly Section[]): readonly number[] {
  const lines = sections.flatMap(({ parts }) => [lineHeights.section, ...parts.map(() => lineHeights.part)]);
  const pages = paged(lines, (height) => height).length;
  const kept = Array.from({ length: pages }, () => {
    pdf.addPage();
    return pageNumber(pdf) - 1;
  });
  // They are full as far as others are concerned.
  pdf.y = pdf.page.height;
  return kept;
}

export function fillContents(paper: Paper, pages: readonly number[], entries: readonly Entry[]): void {
  const heightOf = ({ isSection }: Entry) => (isSection ? lineHeights.section : lineHeights.part);
  for (const [index, lines] of paged(entries, heightOf).entries()) {
    const { pdf } = paper;
    pdf.switchToPage(pages[index] ?? 0);
    pdf.y = margins.top;
    heading(paper, index === 0 ? "Contents" : "Contents, continued");
    let y = top;
    for (const entry of lines) {
      y += heightOf(entry);
      drawEntry(paper, entry, y);
    }
  }
}

function drawEntry(paper: Paper, { title, isSection, place, page }: Entry, y: number): void {
  const { pdf } = paper;
  const style = isSection ? ({ face: "bold", size: 10.5 } as const) : ({ size: 9, color: colors.soft } as const);
  const x = margins.left + (isSection ? 0 : 16);
  const right = margins.left + measure;
  const number = String(page);
  const numberAt = right - widthOf(paper, number, style);
  const titleEnd = writeAt(paper, shortened(paper, title, numberAt - x - 30, style), x, y, style);
  writeAt(paper, number, numberAt, y, style);
  pdf.save().lineWidth(0.7).dash(0.7, { space: 3 }).strokeColor(colors.soft);
  pdf
    .moveTo(titleEnd + 8, y + 9)
    .lineTo(numberAt - 8, y + 9)
    .stroke()
    .restore();
  pdf.goTo(x, y - 2, right - x, 15, place);
}

function shortened(paper: Paper, title: string, width: number, style: Parameters<typeof widthOf>[2]): string {
  let kept = title;
  while (kept.length > 1 && widthOf(paper, kept, style) > width) kept = `${kept.slice(0, -2).trimEnd()}…`;
  return kept;
}

/** Lines by the page that they stand on. */
function paged<T>(lines: readonly T[], heightOf: (line: T) => number): readonly (readonly T[])[] {
  const pages: T[][] = [[]];
  let y = top;
  for (const line of lines) {
    y += heightOf(line);
    if (y > end) {
      pages.push([]);
      y = top + heightOf(line);
    }
    pages.at(-1)?.push(line);
  }
  return pages;
}
