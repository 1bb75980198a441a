import { expect, test } from "vitest";
import { nearest } from "./nearest.ts";
import { isUuid } from "./uuid.ts";

test.each([
  ["phoneNumbr", "phoneNumber"],
  ["phonenumber", "phoneNumber"],
  ["chanel", "channel"],
  ["memo1", "memo"],
  ["amount", "amount"],
])("%s is near to %s", (given, meant) => {
  expect(nearest(given, ["phoneNumber", "channel", "memo", "amount"])).toBe(meant);
});

test("what is far from all names, or is nothing but short, is near to none", () => {
  expect(nearest("x".repeat(100_000), ["memo"])).toBeUndefined();
  expect(nearest("currency", ["memo", "amount"])).toBeUndefined();
  expect(nearest("id", ["to"])).toBeUndefined();
});

test("a UUID is one in either case, and nothing else is", () => {
  expect(isUuid("01AC41F3-86a3-4651-b043-c0fbc1e1adff")).toBe(true);
  for (const text of ["", "01ac41f3", "01ac41f3-86a3-4651-b043-c0fbc1e1adff ", "g1ac41f3-86a3-4651-b043-c0fbc1e1adff"])
    expect(isUuid(text)).toBe(false);
});
