import fc from "fast-check";
import { expect, it } from "vitest";
import {
  barcode,
  digitableLine,
  dueDateAfter,
  dueFactor,
  endOfDay,
  hasSoundCheckDigit,
  readDigitableLine,
} from "./boleto.ts";

const published = "00193967000009910000000003615574000000002417";
const computed = "00198133000000150000000001234567000000012317";

it("57: turns the published barcode into its line and back", () => {
  expect(digitableLine(published)).toBe("00190000090361557400500000024174396700000991000");
  expect(readDigitableLine("00190000090361557400500000024174396700000991000")).toBe(published);
  expect(hasSoundCheckDigit(published)).toBe(true);
});

it("57: writes the dossier's slip due on 2026-01-18", () => {
  const slip = { bank: "001", amount: 15_000, dueDate: "2026-01-18", freeField: "0000001234567000000012317" };
  expect(barcode(slip)).toBe(computed);
  expect(readDigitableLine("00190.00009 01234.567004 00000.123174 8 13300000015000")).toBe(computed);
});

it("57: counts due days and starts over at 1000 on 2025-02-22", () => {
  expect(["2000-07-03", "2025-02-21", "2025-02-22", "2026-01-18", "2049-10-13"].map(dueFactor)).toEqual([
    "1000",
    "9999",
    "1000",
    "1330",
    "9999",
  ]);
});

it("57: any slip's barcode and line agree, and any wrong digit shows", () => {
  const digits = fc.integer({ min: 0, max: 9 });
  const freeField = fc.array(digits, { minLength: 25, maxLength: 25 }).map((all) => all.join(""));
  fc.assert(
    fc.property(
      fc.nat(2 ** 31 - 1),
      freeField,
      fc.nat(46),
      fc.integer({ min: 1, max: 9 }),
      (amount, free, at, step) => {
        const code = barcode({ bank: "999", amount, dueDate: "2026-05-05", freeField: free });
        const line = digitableLine(code);
        expect(readDigitableLine(line)).toBe(code);
        const wrong = line.slice(0, at) + ((Number(line[at]) + step) % 10) + line.slice(at + 1);
        if (at < 31) expect(() => readDigitableLine(wrong)).toThrow("a digit is wrong");
      },
    ),
  );
});

it("counts days as São Paulo does", () => {
  expect(dueDateAfter(new Date("2026-01-16T02:59:59.999Z"), 3)).toBe("2026-01-18");
  expect(dueDateAfter(new Date("2026-01-16T03:00:00.000Z"), 3)).toBe("2026-01-19");
  expect(endOfDay("2026-01-18")).toEqual(new Date("2026-01-19T02:59:59.999Z"));
});
