import { colors } from "./colors.ts";
import { bottom, type Look, look, margins, measure, type Paper, room } from "./paper.ts";

export interface Column {
  readonly title: string;
  /** In points; the columns of a table fill the page together. */
  readonly width: number;
}

/** What stands in a cell: below one another, each in its own look. `to` is the place in the file that it leads to. */
export type Cell = string | Line | readonly Line[];

export interface Line extends Look {
  readonly text: string;
  readonly to?: string | undefined;
}

const pad = { x: 6, y: 4 } as const;
const body: Required<Pick<Look, "size">> = { size: 8.5 };
/** A table gives way to others after so many rows. */
const stride = 40;

/** A table over as many pages as it takes, each of which begins with the names of the columns. No row is broken. */
export function* table(
  paper: Paper,
  columns: readonly Column[],
  rows: Iterable<readonly Cell[]>,
): Generator<void, void, void> {
  let drawn = 0;
  header(paper, columns);
  for (const cells of rows) {
    const height = heightOf(paper, columns, cells);
    if (paper.pdf.y + height > bottom(paper.pdf)) {
      paper.pdf.addPage();
      header(paper, columns);
    }
    row(paper, columns, cells, height);
    drawn += 1;
    if (drawn % stride === 0) yield;
  }
  paper.pdf.y += 14;
}

function header(paper: Paper, columns: readonly Column[]): void {
  const { pdf } = paper;
  room(paper, 60);
  const top = pdf.y;
  pdf.rect(margins.left, top, measure, 20).fill(colors.shade);
  let x: number = margins.left;
  for (const { title, width } of columns) {
    const letters = look(paper, title, { face: "bold", size: 8, color: colors.soft });
    pdf.text(letters, x + pad.x, top + 5.5, { lineBreak: false });
    x += width;
  }
  pdf.y = top + 20;
}

function row(paper: Paper, columns: readonly Column[], cells: readonly Cell[], height: number): void {
  const { pdf } = paper;
  const top = pdf.y;
  let x: number = margins.left;
  for (const [index, { width }] of columns.entries()) {
    pdf.y = top + pad.y;
    for (const { text, to, ...style } of linesOf(cells[index])) {
      const letters = look(paper, text, { ...body, ...style });
      pdf.text(letters, x + pad.x, pdf.y, { ...wrapped(width), ...(to !== undefined && { goTo: to }) });
    }
    x += width;
  }
  pdf.y = top + height;
  rule(paper, pdf.y);
}

/** A thin line over the whole width. */
export function rule({ pdf }: Paper, y: number): void {
  pdf
    .moveTo(margins.left, y)
    .lineTo(margins.left + measure, y)
    .lineWidth(0.6)
    .strokeColor(colors.line)
    .stroke();
}

function heightOf(paper: Paper, columns: readonly Column[], cells: readonly Cell[]): number {
  const heights = columns.map(({ width }, index) =>
    linesOf(cells[index])
      .map(({ text, to: _, ...style }) => {
        const letters = look(paper, text, { ...body, ...style });
        return paper.pdf.heightOfString(letters, wrapped(width));
      })
      .reduce((sum, height) => sum + height, 0),
  );
  return Math.max(12, ...heights) + 2 * pad.y;
}

function wrapped(width: number): PDFKit.Mixins.TextOptions {
  return { width: width - 2 * pad.x, lineGap: 1.2 };
}

function linesOf(cell: Cell | undefined): readonly Line[] {
  if (cell === undefined) return [];
  const lines = typeof cell === "string" ? [{ text: cell }] : "text" in cell ? [cell] : cell;
  return lines.filter(({ text }) => text !== "");
}

/** A name on the left and what it stands for on the right. */
export type Fact = readonly [name: string, value: Cell];

const nameWidth = 138;
/** As long as they may be, so many take as long as a table's rows before they give way. */
const factStride = 8;

/** Facts below one another; a page ends between two of them. */
export function facts(paper: Paper, list: readonly Fact[]): void {
  factRows(paper, list);
  paper.pdf.y += 14;
}

/** The same of facts of which there may be many, which give way to others on the way. */
export function* manyFacts(paper: Paper, list: readonly Fact[]): Generator<void, void, void> {
  for (let drawn = 0; drawn < list.length; drawn += factStride) {
    factRows(paper, list.slice(drawn, drawn + factStride));
    yield;
  }
  paper.pdf.y += 14;
}

function factRows(paper: Paper, list: readonly Fact[]): void {
  const columns = [
    { title: "", width: nameWidth },
    { title: "", width: measure - nameWidth },
  ];
  for (const [name, value] of list) {
    const cells = [{ text: name, color: colors.soft }, value];
    const height = heightOf(paper, columns, cells);
    room(paper, height);
    row(paper, columns, cells, height);
  }
}
