import { promisify } from "node:util";
import { deflate } from "node:zlib";
import { chunk, signature } from "./chunk.ts";
import { indexed } from "./palette.ts";

const deflated = promisify(deflate);

interface Image {
  readonly width: number;
  readonly height: number;
  /** Without transparency. */
  readonly rgba: Uint8Array;
}

/**
 * A PNG with a palette. The canvas's own encoder writes four times as many bytes and takes longer. `notes` are whole
 * chunks.
 */
export async function encodePng({ width, height, rgba }: Image, notes: Uint8Array): Promise<Buffer<ArrayBuffer>> {
  const { colours, pixels } = indexed(rgba);
  const rows = new Uint8Array((width + 1) * height);
  // Every row begins with its filter, and 0 is none.
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return joined([
    ...[signature, chunk("IHDR", header), notes, chunk("PLTE", colours)],
    ...[chunk("IDAT", await deflated(rows, { level: 6 })), chunk("IEND", new Uint8Array())],
  ]);
}

/** In a buffer of its own, which another thread can be given: what Node joins may lie in a pool with other things. */
function joined(parts: readonly Uint8Array[]): Buffer<ArrayBuffer> {
  const whole = Buffer.alloc(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
