import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Font } from "fontkit";

/** The letters that papers are set in. They hold Latin, Greek, Cyrillic and more, so that a name stands as it is written. */
const files = {
  text: "DejaVuSansCondensed",
  bold: "DejaVuSansCondensed-Bold",
  mono: "DejaVuSansMono",
  serif: "DejaVuSerifCondensed",
  serifBold: "DejaVuSerifCondensed-Bold",
  hand: "DejaVuSerif-Italic",
} as const;

export type Face = keyof typeof files;

/** A face's file, and what can be set in it. */
interface LoadedFace {
  readonly face: Face;
  readonly bytes: Buffer;
  readonly font: Font;
}

export type Faces = readonly LoadedFace[];

let loaded: Promise<Faces> | undefined;

/** Read once, as most processes draw nothing. */
export function loadFaces(): Promise<Faces> {
  loaded ??= Promise.all((Object.keys(files) as Face[]).map(load));
  return loaded;
}

async function load(face: Face): Promise<LoadedFace> {
  const { create } = await import("fontkit");
  const path = createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${files[face]}.ttf`);
  const bytes = await readFile(path);
  const font = create(bytes);
  if (!("hasGlyphForCodePoint" in font)) throw new Error(`${files[face]} is a collection of fonts, not one.`);
  return { face, bytes, font };
}

const plain = /^[\x20-\x7e]*$/;

/**
 * A text as it can be set in a face: on one line, without signs that only steer, and with the number of each letter
 * that the face lacks in its place.
 */
export function settable(faces: Faces, face: Face, text: string): string {
  if (plain.test(text)) return text;
  const font = faces.find((each) => each.face === face)?.font;
  const letters = text.normalize("NFC").replace(/\s+/gu, " ").replace(/\p{C}/gu, "");
  const set = letters.replace(/[^\x20-\x7e]/gu, (letter) => {
    const number = letter.codePointAt(0) ?? 0;
    return font?.hasGlyphForCodePoint(number) ? letter : ` U+${number.toString(16).toUpperCase().padStart(4, "0")} `;
  });
  return set === letters ? set : set.replace(/ {2,}/g, " ").trim();
}
