import { expect, test } from "vitest";
import { TookTooLong, withinTime } from "./time-limit.ts";

const endless = () => {
  for (;;);
};

test("work that takes too long is broken off, and the next is not harmed", () => {
  expect(() => withinTime(20, endless)).toThrow(TookTooLong);
  expect(() => withinTime(20, () => /^(a+)+$/.test(`${"a".repeat(60)}!`))).toThrow(TookTooLong);
  expect(withinTime(20, () => 1 + 1)).toBe(2);
});

test("what the work catches itself does not keep it from being broken off", () => {
  const stubborn = () => {
    try {
      return endless();
    } catch {
      return "caught";
    }
  };
  expect(() => withinTime(20, stubborn)).toThrow(TookTooLong);
});

test("the work's own errors are thrown as they are, also from within other work", () => {
  const error = new RangeError("mine");
  const failing = () => {
    throw error;
  };
  expect(() => withinTime(20, failing)).toThrow(error);
  expect(() => withinTime(1000, () => withinTime(20, endless))).toThrow(TookTooLong);
  expect(withinTime(1000, () => withinTime(1000, () => "inner"))).toBe("inner");
});
