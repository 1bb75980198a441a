import { createCanvas } from "@napi-rs/canvas";
import { expect, test } from "vitest";
import { chunk, signature } from "../png/chunk.ts";
import { readPicture } from "./read.ts";

const read = (bytes: Uint8Array) => readPicture(new Blob([Uint8Array.from(bytes)]));

const canvas = createCanvas(320, 240);
const pen = canvas.getContext("2d");
for (let line = 0; line < 60; line++) {
  pen.fillStyle = `hsl(${line * 6} 70% 50%)`;
  pen.fillRect(line * 7, line * 3, 90, 40);
}
const png = canvas.encodeSync("png");
const jpeg = canvas.encodeSync("jpeg", 80);

/** The header of a PNG of this size, which a few bytes are enough for. */
function pngOf(width: number, height: number): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 6, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", Buffer.alloc(16)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The JPEG with another size in its header. */
function jpegOf(width: number, height: number): Buffer {
  const bytes = Buffer.from(jpeg);
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
}

test("a PNG and a JPEG are read, with their sizes", async () => {
  expect(await read(png)).toEqual({ mediaType: "image/png", width: 320, height: 240 });
  expect(await read(jpeg)).toEqual({ mediaType: "image/jpeg", width: 320, height: 240 });
});

test("what follows the picture in the file does not matter", async () => {
  for (const bytes of [png, jpeg])
    expect(await read(Buffer.concat([bytes, Buffer.from("and so on")]))).toMatchObject({ width: 320 });
});

test.each([
  ["text", Buffer.from("hello")],
  ["nothing", Buffer.alloc(0)],
  ["a PDF", Buffer.from("%PDF-1.7\n%%EOF")],
  ["a GIF", Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64")],
  ["an SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"/>')],
  ["half a PNG", png.subarray(0, png.length >> 1)],
  ["half a JPEG", jpeg.subarray(0, jpeg.length >> 1)],
  ["a PNG's beginning", png.subarray(0, 20)],
  ["a JPEG's beginning", jpeg.subarray(0, 4)],
  ["a PNG without a size", pngOf(0, 300)],
])("%s is no picture", async (_, bytes) => {
  expect(await read(bytes)).toBeNull();
});

test("a picture that says it is larger than 40 megapixels is not decoded", async () => {
  expect(await read(pngOf(65_000, 65_000))).toBeNull();
  expect(await read(pngOf(2 ** 31 - 1, 1))).toBeNull();
  expect(await read(jpegOf(65_000, 65_000))).toBeNull();
});

test("many at once are all answered", async () => {
  const pictures = await Promise.all([png, Buffer.from("x"), jpeg, pngOf(9000, 9000), png].map(read));
  expect(pictures.map((picture) => picture?.mediaType ?? null)).toEqual([
    "image/png",
    null,
    "image/jpeg",
    null,
    "image/png",
  ]);
});
