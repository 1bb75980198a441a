import { chunksOf } from "../png/chunk.ts";

export interface Pixels {
  readonly width: number;
  readonly height: number;
}

/** The size that a PNG says it has; null where it is damaged or ends too early. */
export function sizeOfPng(bytes: Buffer): Pixels | null {
  let size: Pixels | null = null;
  for (const { type, content } of chunksOf(bytes)) {
    if (type === "IEND") return size;
    if (type === "IHDR" && content.length === 13)
      size = { width: content.readUInt32BE(0), height: content.readUInt32BE(4) };
  }
  return null;
}

const endOfImage = Buffer.from([0xff, 0xd9]);
const startOfScan = 0xda;
/** Those that begin a frame; C4, C8 and CC among them are something else. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** The size that a JPEG says it has; null where it says none or ends too early. */
export function sizeOfJpeg(bytes: Buffer): Pixels | null {
  let size: Pixels | null = null;
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      // Any number of these may stand before a marker.
      at += 1;
      continue;
    }
    // Nothing in a scan looks like the end, but a preview among the segments before it may have one.
    if (marker === startOfScan) return bytes.includes(endOfImage, at) ? size : null;
    if (isFrame(marker) && at + 9 <= bytes.length)
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}
