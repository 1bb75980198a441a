import { latin } from "../mrz/latin.ts";
import { fonts, type Pen } from "../studio.ts";

export interface TextStyle {
  readonly font: keyof typeof fonts;
  readonly size: number;
  readonly colour: string;
  readonly align?: "left" | "center" | "right";
  /** Between letters, in pixels. */
  readonly spacing?: number;
  /** How wide the text may get. A longer one is set smaller, and cut where it is too small to be read. */
  readonly within?: number;
}

const smallest = 0.6;
/** No document has room for more, and setting it costs time. */
const longest = 120;
const inOurFonts =
  /^[0-9\p{scx=Latin}\p{scx=Greek}\p{scx=Cyrillic}\p{scx=Armenian}\p{scx=Georgian}\p{P}\p{M}\p{Zs}]*$/u;

/** Writes on the line at y. */
export function write(pen: Pen, text: string, x: number, y: number, style: TextStyle): void {
  const { font, size, colour, align = "left", spacing = 0, within = Number.POSITIVE_INFINITY } = style;
  pen.textAlign = align;
  pen.textBaseline = "alphabetic";
  pen.direction = "ltr";
  // The host's language must not choose the letters' forms.
  pen.lang = "en";
  pen.letterSpacing = `${spacing}px`;
  pen.font = `${size}px ${fonts[font]}`;
  const ratio = Math.max(smallest, Math.min(1, within / pen.measureText(text).width));
  pen.font = `${size * ratio}px ${fonts[font]}`;
  pen.letterSpacing = `${spacing * ratio}px`;
  pen.fillStyle = colour;
  pen.fillText(cut(pen, text, within), x, y);
  pen.letterSpacing = "0px";
}

function cut(pen: Pen, text: string, within: number): string {
  const { width } = pen.measureText(text);
  if (width <= within + 1) return text;
  const all = [...text];
  // Twice as many as there is room for on average: measuring costs more than anything else here.
  const letters = all.slice(0, Math.ceil((all.length * within * 2) / width));
  while (letters.length > 1 && pen.measureText(`${letters.join("")}…`).width > within) letters.pop();
  return `${letters.join("")}…`;
}

/** The name as it can be set: in Latin letters where our fonts do not have its own, as on real documents. */
export function printable(name: string): string {
  const composed = name.normalize("NFC").slice(0, longest).replace(/\s+/g, " ").trim();
  return inOurFonts.test(composed) ? composed : latin(composed);
}
