import { Refusal } from "@understudy/domain";
import { describe, expect, test } from "vitest";
import { durationToWire, hundredYears, oneDay, positiveMs, signedMs, tenYears } from "./duration.ts";

const minute = 60_000;
const day = 1440 * minute;

test.each([
  ["PT24H", day],
  ["PT15M", 15 * minute],
  ["PT30M", 30 * minute],
  ["PT1H30M", 90 * minute],
  ["PT36H", 36 * 60 * minute],
  ["PT0.5S", 500],
])("%s is shown as %d ms are, and read back", (text, ms) => {
  expect(durationToWire(ms)).toBe(text);
  expect(positiveMs(text, "session_timeout", tenYears)).toBe(ms);
});

describe("a duration of more than nothing", () => {
  test.each([
    ["P1D", day],
    ["PT86400S", day],
    ["PT0.001S", 1],
  ])("%s does", (text, ms) => expect(positiveMs(text, "session_timeout", oneDay)).toBe(ms));

  test.each(["PT0S", "P0D", "PT0.0001S", "-PT1H", "P1DT1S", "P2D", "P10Y", "PT24H0.001S", "x", "", "P", "PT"])(
    "%j does not",
    (text) => {
      const message = "session_timeout must be a duration of more than nothing and at most a day, such as PT30M.";
      expect(() => positiveMs(text, "session_timeout", oneDay)).toThrow(
        new Refusal("invalid", message, { field: "session_timeout" }),
      );
    },
  );
});

describe("a duration that may go back", () => {
  test.each([
    ["PT0S", 0],
    ["-PT1H", -60 * minute],
    ["P1Y", 365 * day],
    ["-P100Y", -36_500 * day],
    ["P1W", 7 * day],
  ])("%s does", (text, ms) => expect(signedMs(text, "expires_in", hundredYears) + 0).toBe(ms));

  test.each(["P101Y", "-P101Y", "--PT1H", "PT", "x", "P99999999999Y"])("%j does not", (text) =>
    expect(() => signedMs(text, "expires_in", hundredYears)).toThrow(/^expires_in must be .* -PT1H\.$/),
  );
});
