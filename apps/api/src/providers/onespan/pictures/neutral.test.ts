import { expect, test } from "vitest";
import { personOf } from "../rules/judging/person.ts";
import { drawSpecimen } from "./draw.ts";
import { drawNeutral } from "./neutral.ts";

const inYear = (year: number) => new Date(Date.UTC(year, 5));

test("what is made out to nobody in particular is drawn once a year", async () => {
  const [first, same] = await Promise.all([
    drawNeutral("id-card", "front", inYear(2026)),
    drawNeutral("id-card", "front", new Date("2026-12-31T23:59:59Z")),
  ]);
  expect(same).toBe(first);
  expect(first.equals(await drawSpecimen("id-card", "front", personOf(undefined), inYear(2026)))).toBe(true);
  const [back, later] = [
    await drawNeutral("id-card", "back", inYear(2026)),
    await drawNeutral("id-card", "front", inYear(2027)),
  ];
  expect([back, later].some((other) => other.equals(first))).toBe(false);
});

test("no more are kept than a few years need: those that were not asked for longest go", async () => {
  const room = (year: number) => drawNeutral("portrait-without-face", "front", inYear(year));
  const [oldest, used] = [await room(1), await room(2)];
  for (let year = 3; year <= 28; year++) await room(year);
  expect(await room(2)).toBe(used);
  await room(29);
  expect(await room(2)).toBe(used);
  const again = await room(1);
  expect(again).not.toBe(oldest);
  expect(again.equals(oldest)).toBe(true);
});
