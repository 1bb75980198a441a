import { fileTypeFromBuffer } from "file-type";
import { studio } from "../studio.ts";
import { type Pixels, sizeOfJpeg, sizeOfPng } from "./size.ts";

export interface Picture extends Pixels {
  readonly mediaType: "image/png" | "image/jpeg";
}

/** More than a telephone's camera takes. Decoded they are 160 MB, and a file of a few kilobytes can ask for that. */
const mostPixels = 40_000_000;

/** What was sent, if it is a PNG or JPEG that can be decoded; else null. */
export async function readPicture(bytes: Uint8Array): Promise<Picture | null> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const mediaType = await typeOf(buffer);
  if (mediaType === null) return null;
  const size = mediaType === "image/png" ? sizeOfPng(buffer) : sizeOfJpeg(buffer);
  if (!size || size.width * size.height === 0 || size.width * size.height > mostPixels) return null;
  const decoded = await inTurn(() => decode(buffer));
  return decoded && { mediaType, ...decoded };
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

let last: Promise<unknown> = Promise.resolve();

/** One after the other: many large pictures at once would need more memory than there is. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const turn = last.then(work);
  last = turn.catch(() => undefined);
  return turn;
}
