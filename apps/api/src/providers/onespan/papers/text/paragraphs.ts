/** A run of letters on a page, as pdf.js gives it. */
export interface Piece {
  readonly text: string;
  /** From below. */
  readonly y: number;
  readonly height: number;
  readonly font: string;
  readonly endsLine: boolean;
}

export type Page = readonly Piece[];

interface Line {
  readonly text: string;
  readonly y: number;
  readonly height: number;
  /** Undefined where there are several. */
  readonly font: string | undefined;
}

/**
 * A PDF knows letters and their places, and no paragraphs: one ends where the lines are further apart than most, or where
 * the letters change.
 */
export function paragraphsOf(pages: readonly Page[]): readonly string[] {
  const lined = pages.map(linesOf);
  const isFurniture = furnitureOf(lined);
  const paragraphs: string[] = [];
  let previous: Line | undefined;
  for (const page of lined) {
    const lines = page.filter((line) => !isFurniture(line));
    const usual = usualGap(lines);
    for (const line of lines) {
      const before = paragraphs.at(-1);
      if (before !== undefined && previous && continues(previous, line, usual))
        paragraphs[paragraphs.length - 1] = joined(before, line.text);
      else paragraphs.push(line.text);
      previous = line;
    }
  }
  return paragraphs;
}

function linesOf(page: Page): readonly Line[] {
  const lines: Line[] = [];
  let pieces: Piece[] = [];
  const end = () => {
    const text = clean(pieces.map((piece) => piece.text).join(""));
    const written = pieces.filter((piece) => piece.text.trim() !== "");
    const [first] = written;
    if (first && text !== "") {
      const font = written.every((piece) => piece.font === first.font) ? first.font : undefined;
      lines.push({ text, y: first.y, height: Math.max(...written.map(({ height }) => height)), font });
    }
    pieces = [];
  };
  for (const piece of page) {
    const [first] = pieces;
    // Larger letters, and those of an exponent, stand a little off the line that they belong to.
    if (first && Math.abs(first.y - piece.y) > Math.max(first.height, piece.height, 4) / 2) end();
    pieces.push(piece);
    if (piece.endsLine) end();
  }
  end();
  return lines;
}

function clean(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\s+/gu, " ")
    .replace(/\p{Cc}/gu, "")
    .trim();
}

/** So many lines at the top and at the bottom of a page may be its head and its foot. */
const edge = 2;

/** What stands at the edge of every page at the same height, but for its numbers; not where a document is nothing else. */
function furnitureOf(pages: readonly (readonly Line[])[]): (line: Line) => boolean {
  const key = ({ text, y }: Line) => `${Math.round(y)} ${text.replace(/\d+/g, "#")}`;
  const counts = new Map<string, number>();
  for (const page of pages)
    for (const each of new Set(edgesOf(page).map(key))) counts.set(each, (counts.get(each) ?? 0) + 1);
  const isFurniture = (line: Line) => counts.get(key(line)) === pages.length;
  return pages.length > 1 && pages.some((page) => !page.every(isFurniture)) ? isFurniture : () => false;
}

function edgesOf(page: readonly Line[]): readonly Line[] {
  const lines = [...page].sort((one, other) => other.y - one.y);
  return [...lines.slice(0, edge), ...lines.slice(-edge)];
}

/** How far most lines of a page stand below the one before. */
function usualGap(lines: readonly Line[]): number {
  const gaps = lines.slice(1).flatMap((line, index) => {
    const gap = (lines[index]?.y ?? 0) - line.y;
    return gap > 0 ? [gap] : [];
  });
  return gaps.sort((one, other) => one - other)[Math.floor(gaps.length / 2)] ?? 0;
}

const listItem = /^([•‣◦▪–—*-]|\(?[0-9a-z]{1,3}[.)])\s/iu;

function continues(previous: Line, line: Line, usual: number): boolean {
  if (listItem.test(line.text)) return false;
  if (Math.abs(previous.height - line.height) > line.height * 0.1) return false;
  if (previous.font !== line.font && previous.font !== undefined && line.font !== undefined) return false;
  const gap = previous.y - line.y;
  // On the next page, or in the next column, a sentence goes on.
  if (gap <= 0) return !/[.!?:;]["”’)]?$/u.test(previous.text);
  const most = usual > line.height * 2.2 ? line.height * 1.6 : usual * 1.25;
  return gap <= most;
}

/** A word that was broken at the end of a line is put together where the PDF says that it was. */
function joined(before: string, text: string): string {
  return before.endsWith("\u00ad") ? before.slice(0, -1) + text : `${before} ${text}`;
}
