import { PNG } from "pngjs";
import { expect, test } from "vitest";
import { encodePng } from "./encode.ts";
import { markOf, specimenIn } from "./mark.ts";

function rgbaOf(width: number, height: number, colour: (x: number, y: number) => readonly [number, number, number]) {
  const rgba = new Uint8Array(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++)
    rgba.set([...colour(pixel % width, Math.floor(pixel / width)), 255], pixel * 4);
  return { width, height, rgba };
}

const few = rgbaOf(7, 5, (x, y) => [x * 30, y * 40, (x + y) % 2 === 0 ? 255 : 3]);

test("a picture of few colours comes back as it was", async () => {
  const read = PNG.sync.read(await encodePng(few, new Uint8Array()));
  expect([read.width, read.height]).toEqual([7, 5]);
  expect(new Uint8Array(read.data)).toEqual(few.rgba);
});

test("a picture of a single colour has a palette of one", async () => {
  const one = rgbaOf(3, 3, () => [12, 200, 31]);
  expect(new Uint8Array(PNG.sync.read(await encodePng(one, new Uint8Array())).data)).toEqual(one.rgba);
});

test("of a picture of many colours every pixel is nearly what it was", async () => {
  const many = rgbaOf(256, 256, (x, y) => [x, y, (x * y) >> 8]);
  const read = PNG.sync.read(await encodePng(many, new Uint8Array()));
  const differences = [...many.rgba].map((value, index) => Math.abs(value - (read.data[index] ?? 0)));
  expect(differences.reduce((sum, each) => sum + each, 0) / differences.length).toBeLessThan(8);
});

test("the mark is read from the picture that has it, and from no other", async () => {
  const png = await encodePng(few, markOf("id-card", "back"));
  expect(PNG.sync.read(png).width).toBe(7);
  expect(png.includes("tEXtUnderstudy-Side\0back")).toBe(true);
  expect(specimenIn(png)).toBe("id-card");
  expect(specimenIn(new Uint8Array(png))).toBe("id-card");
  // A view into a larger buffer, as an upload is.
  expect(specimenIn(Buffer.concat([Buffer.alloc(3), png]).subarray(3))).toBe("id-card");
  expect(specimenIn(await encodePng(few, new Uint8Array()))).toBeNull();
  expect(specimenIn(PNG.sync.write(PNG.sync.read(png)))).toBeNull();
});

test("a mark is nothing that is damaged, unknown or no PNG's", async () => {
  const png = await encodePng(few, markOf("passport", "front"));
  const damaged = Buffer.from(png);
  damaged[damaged.indexOf("passport") + 1] = 0x41;
  expect(specimenIn(damaged)).toBeNull();
  const unknown = await encodePng(few, markOf("holiday" as "passport", "front"));
  expect(specimenIn(unknown)).toBeNull();
  expect(specimenIn(png.subarray(8))).toBeNull();
  for (let length = 0; length < 120; length++)
    expect([null, "passport"]).toContain(specimenIn(png.subarray(0, length)));
});
