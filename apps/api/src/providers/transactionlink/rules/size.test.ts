import fc from "fast-check";
import { expect, it } from "vitest";
import { isWithin } from "./size.ts";

it("counts as JSON is written, to the byte", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ unit: "binary" }), (value, text) => {
      const whole = { value, [text]: [text, value] };
      const bytes = Buffer.byteLength(JSON.stringify(whole));
      expect([isWithin(whole, bytes), isWithin(whole, bytes - 1)]).toEqual([true, false]);
    }),
  );
});

it("does not read on where the limit is passed", () => {
  const text = "x".repeat(1000);
  expect(isWithin(Array(1_000_000).fill(text), 5000)).toBe(false);
});
