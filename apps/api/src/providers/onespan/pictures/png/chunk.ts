import { crc32 } from "node:zlib";

export const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Length, type, content and the checksum of the last two. */
export function chunk(type: "IHDR" | "PLTE" | "tEXt" | "IDAT" | "IEND", content: Uint8Array): Buffer {
  const whole = Buffer.alloc(content.length + 12);
  whole.writeUInt32BE(content.length, 0);
  whole.write(type, 4, "latin1");
  whole.set(content, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, -4)), content.length + 8);
  return whole;
}

/** The chunks of a PNG that are whole, up to the first one that is not; none where it is no PNG. */
export function* chunksOf(bytes: Buffer): Generator<{ readonly type: string; readonly content: Buffer }> {
  if (!bytes.subarray(0, signature.length).equals(signature)) return;
  for (let at = signature.length; at + 12 <= bytes.length; ) {
    const end = at + 8 + bytes.readUInt32BE(at);
    if (end + 4 > bytes.length || bytes.readUInt32BE(end) !== crc32(bytes.subarray(at + 4, end))) return;
    yield { type: bytes.toString("latin1", at + 4, at + 8), content: bytes.subarray(at + 8, end) };
    at = end + 4;
  }
}
