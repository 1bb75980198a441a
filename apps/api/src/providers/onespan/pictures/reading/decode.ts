import { fileTypeFromBuffer } from "file-type";
import { studio } from "../studio.ts";
import type { Picture } from "./read.ts";
import { type Pixels, sizeOfJpeg, sizeOfPng } from "./size.ts";

/** More than a telephone's camera takes. Decoded they are 160 MB, and a file of a few kilobytes can ask for that. */
const mostPixels = 40_000_000;

/** What a PNG or JPEG turns out to be when it is decoded; null where it is none. */
export async function decoded(file: Blob): Promise<Picture | null> {
  const buffer = Buffer.from(await file.arrayBuffer());
  const mediaType = await typeOf(buffer);
  if (mediaType === null) return null;
  const size = mediaType === "image/png" ? sizeOfPng(buffer) : sizeOfJpeg(buffer);
  if (!size || size.width * size.height === 0 || size.width * size.height > mostPixels) return null;
  const pixels = await decode(buffer);
  return pixels && { mediaType, ...pixels };
}

async function typeOf(buffer: Buffer): Promise<Picture["mediaType"] | null> {
  const found = await fileTypeFromBuffer(buffer);
  // An animated one shows its first picture wherever it is taken for a PNG.
  if (found?.ext === "png" || found?.ext === "apng") return "image/png";
  return found?.ext === "jpg" ? "image/jpeg" : null;
}

async function decode(buffer: Buffer): Promise<Pixels | null> {
  const { loadImage } = await studio();
  try {
    const { width, height } = await loadImage(buffer);
    return { width, height };
  } catch {
    // The decoder has one answer to whatever it cannot read.
    return null;
  }
}
