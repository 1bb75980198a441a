import { expect, it } from "vitest";
import { addDuration, durationMs } from "./duration.ts";

it.each([
  ["PT5S", 5_000],
  ["PT0.5S", 500],
  ["PT1H30M", 5_400_000],
  ["P7D", 604_800_000],
  ["P2W", 1_209_600_000],
  ["P1M", 2_592_000_000],
  ["P10Y", 315_360_000_000],
])("%s lasts %i ms", (text, ms) => expect(durationMs(text)).toBe(ms));

it.each([
  "",
  "P",
  "PT",
  "P1DT",
  "PT0S",
  "PT0.0001S",
  "-P1D",
  "P-1D",
  "+P1D",
  "p1d",
  "P1S",
  "1D",
  "P1D ",
  "PT5S\n",
  "10 s",
  "P10Y1D",
  "P3651D",
  "P99999999999999999999D",
])("%j is no duration", (text) => {
  expect(durationMs(text)).toBeUndefined();
  expect(() => addDuration(new Date(0), text)).toThrow();
});

it.each([
  ["2026-01-31T10:00:00.123Z", "P1M", "2026-02-28T10:00:00.123Z"],
  ["2026-03-28T23:30:00.000Z", "P1D", "2026-03-29T23:30:00.000Z"],
  ["2024-02-29T00:00:00.000Z", "P1Y", "2025-02-28T00:00:00.000Z"],
  ["2026-12-31T23:59:59.999Z", "PT0.001S", "2027-01-01T00:00:00.000Z"],
])("%s and %s are %s, by the calendar of UTC", (from, text, to) => {
  expect(addDuration(new Date(from), text)).toEqual(new Date(to));
});
