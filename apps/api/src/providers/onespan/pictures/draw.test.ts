import { createCanvas, loadImage } from "@napi-rs/canvas";
import { PNG } from "pngjs";
import { expect, test } from "vitest";
import type { Person } from "../rules/judging/person.ts";
import { specimens } from "../rules/specimens.ts";
import { drawSpecimen, drawThumbnail } from "./draw.ts";
import { specimenIn } from "./png/mark.ts";

const now = new Date("2026-11-21T10:00:00Z");
const anna: Person = { firstName: "Anna", lastName: "Kowalska", birth: "1990-05-06", country: "PL" };
const pictures = specimens.flatMap(({ name, kind, sides = 1 }) =>
  (["front", "back"] as const).slice(0, sides).map((side) => ({ name, kind, side })),
);

test.each(pictures)(
  "$name has a picture of its $side, of the right size and with its mark",
  async ({ name, side, kind }) => {
    const png = await drawSpecimen(name, side, anna, now);
    const { width, height } = PNG.sync.read(png);
    expect([width, height]).toEqual(kind === "selfie" ? [720, 960] : [1000, name.startsWith("passport") ? 700 : 630]);
    expect(specimenIn(png)).toBe(name);
    expect(png.length).toBeLessThan(200_000);
  },
);

async function pixelsOf(png: Buffer, width: number, height: number): Promise<Uint8ClampedArray> {
  const pen = createCanvas(width, height).getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.drawImage(await loadImage(png), 0, 0, width, height);
  return pen.getImageData(0, 0, width, height).data;
}

test.each(pictures)("$name has a thumbnail of its $side that shows the same", async ({ name, side, kind }) => {
  const [small, whole] = [await drawThumbnail(name, side, anna, now), await drawSpecimen(name, side, anna, now)];
  const { width, height } = PNG.sync.read(small);
  expect([width, height]).toEqual([360, kind === "selfie" ? 480 : name.startsWith("passport") ? 252 : 227]);
  expect(specimenIn(small)).toBe(name);
  expect(small.length).toBeLessThan(50_000);
  const [drawn, shrunk] = [await pixelsOf(small, width, height), await pixelsOf(whole, width, height)];
  const difference = drawn.reduce((sum, value, index) => sum + Math.abs(value - (shrunk[index] ?? 0)), 0);
  expect(difference / drawn.length).toBeLessThan(6);
});

test("the same is drawn for the same person, and another picture for another", async () => {
  for (const name of ["passport", "portrait"] as const) {
    const [one, again, other] = await Promise.all(
      [anna, anna, { ...anna, firstName: "Ewa" }].map((person) => drawSpecimen(name, "front", person, now)),
    );
    expect(one?.equals(again ?? Buffer.alloc(0))).toBe(true);
    expect(one?.equals(other ?? Buffer.alloc(0))).toBe(false);
  }
});

test.each([
  ["Chinese", "王", "小明"],
  ["Arabic and Hebrew", "محمد", "בן־גוריון"],
  ["no letters", "👩‍🚀", "☃"],
  ["nothing", "", ""],
  ["5000 letters", "x".repeat(5000), "Ž".repeat(5000)],
  ["controls, half a character and markup", "\u0000\u0007\ud800", "<b>&amp;</b>"],
])("documents are drawn for a name of %s", async (_, firstName, lastName) => {
  for (const name of ["id-card", "passport-tampered"] as const)
    expect(specimenIn(await drawSpecimen(name, "front", { ...anna, firstName, lastName }, now))).toBe(name);
});

/** How much neighbours differ, on average, in a part of the picture without the stamp. */
function sharpness({ data, width }: PNG): number {
  let sum = 0;
  for (let y = 120; y < 680; y++)
    for (let x = 40; x < 960; x++)
      sum += Math.abs((data[(y * width + x) * 4] ?? 0) - (data[(y * width + x + 1) * 4] ?? 0));
  return sum / (560 * 920);
}

test("the blurred passport is blurred", async () => {
  const [sharp, blurred] = await Promise.all(
    (["passport", "passport-blurred"] as const).map(async (name) =>
      PNG.sync.read(await drawSpecimen(name, "front", anna, now)),
    ),
  );
  expect(sharpness(blurred as PNG)).toBeLessThan(sharpness(sharp as PNG) / 5);
});
