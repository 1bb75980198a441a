import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Canvas, SKRSContext2D } from "@napi-rs/canvas";

export type Pen = SKRSContext2D;
export type Sheet = Canvas;

type Library = typeof import("@napi-rs/canvas");
export type Studio = Pick<Library, "createCanvas" | "loadImage">;

/** Names of our own, so that no font of the machine is taken instead. */
export const fonts = {
  sans: "specimen-sans",
  bold: "specimen-bold",
  narrow: "specimen-narrow",
  mono: "specimen-mono",
  serif: "specimen-serif",
  script: "specimen-script",
} as const;

const files: Readonly<Record<keyof typeof fonts, string>> = {
  sans: "DejaVuSans.ttf",
  bold: "DejaVuSans-Bold.ttf",
  narrow: "DejaVuSansCondensed.ttf",
  mono: "DejaVuSansMono.ttf",
  serif: "DejaVuSerif-Bold.ttf",
  script: "DejaVuSerif-Italic.ttf",
};

let opened: Promise<Studio> | undefined;

/** The canvas with its fonts. It is loaded at the first picture: a start must not pay for it. */
export function studio(): Promise<Studio> {
  opened ??= open();
  return opened;
}

async function open(): Promise<Studio> {
  const { createCanvas, GlobalFonts, loadImage } = await import("@napi-rs/canvas");
  const folder = join(dirname(createRequire(import.meta.url).resolve("dejavu-fonts-ttf/package.json")), "ttf");
  for (const [name, file] of Object.entries(files)) {
    const path = join(folder, file);
    const key = GlobalFonts.registerFromPath(path, fonts[name as keyof typeof fonts]);
    if (!key) throw new Error(`The font ${path} cannot be read.`);
  }
  return { createCanvas, loadImage };
}
