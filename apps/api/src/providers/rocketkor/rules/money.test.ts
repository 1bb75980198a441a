import fc from "fast-check";
import { expect, it } from "vitest";
import { decimalText, minorUnits } from "./money.ts";

it("29. reads numbers and decimal texts, and shows two decimals", () => {
  for (const [given, minor, text] of [
    [256.25, 25_625n, "256.25"],
    ["256.25", 25_625n, "256.25"],
    [28.5, 2_850n, "28.50"],
    [1000, 100_000n, "1000.00"],
    ["0.07", 7n, "0.07"],
    ["-12.50", -1_250n, "-12.50"],
    [-0.05, -5n, "-0.05"],
    [-0, 0n, "0.00"],
    [999_999_999.99, 99_999_999_999n, "999999999.99"],
  ] as const) {
    expect(minorUnits(given), String(given)).toBe(minor);
    expect(decimalText(minor)).toBe(text);
  }
});

it("takes no more than two decimals, no more than 999,999,999.99 and nothing that is no amount", () => {
  for (const given of [
    ...[0.001, 0.1 + 0.2, 1e9, 1e21, 1e-7, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER],
    ...["", " ", "1.", ".5", "1.005", "1,50", "+1", "--1", "1e3", "0x10", "1000000000", "1 000", "12\n", "١٢"],
  ])
    expect(minorUnits(given), JSON.stringify(given)).toBeUndefined();
});

it("is the same amount before and after the wire", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -99_999_999_999n, max: 99_999_999_999n }), (minor) => {
      expect(minorUnits(decimalText(minor))).toBe(minor);
      expect(minorUnits(Number(decimalText(minor)))).toBe(minor);
    }),
  );
});
