import { expect, test } from "vitest";
import { expiryFrom } from "./expiry.ts";

test.each([
  ["08/29", "2029-08"],
  [" 8 / 2029 ", "2029-08"],
  ["0829", "2029-08"],
  ["082029", "2029-08"],
  ["08-29", "2029-08"],
  ["08 29", "2029-08"],
  ["2029-08", "2029-08"],
  ["13/29", "2029-13"],
  ["soon", "soon"],
  ["", ""],
])("%j is the month %j", (typed, expected) => {
  expect(expiryFrom(typed)).toBe(expected);
});
