import { expect, it } from "vitest";
import { daysAfter } from "./days.ts";

const from = new Date("9998-12-01T12:00:00.001Z");

it("a day is 24 hours", () => {
  expect(daysAfter(from, 0, "x")).toEqual(from);
  expect(daysAfter(from, 30, "x").toISOString()).toBe("9998-12-31T12:00:00.001Z");
});

it("a time that nobody can write is refused by the field that asks for it", () => {
  expect(() => daysAfter(from, 31, "grace_period")).toThrow(/^grace_period must end before the year 9999 /);
});
