import { expect, it } from "vitest";
import { adjustmentOf, openingBalanceOf } from "./balance-request.ts";

it("a balance is adjusted upwards or downwards, but not by nothing", () => {
  expect([adjustmentOf("12.50"), adjustmentOf("-0.01"), adjustmentOf("999999999.99")]).toEqual([
    1250n,
    -1n,
    99_999_999_999n,
  ]);
  for (const amount of ["0.00", "-0.00", "1000000000.00", "1.234", "x"])
    expect(() => adjustmentOf(amount)).toThrow("amount must be other than 0 and 999999999.99 at most.");
});

it("an account begins with something or nothing, but not below it", () => {
  expect([openingBalanceOf(), openingBalanceOf("0.00"), openingBalanceOf("1000.00")]).toEqual([0n, 0n, 100_000n]);
  for (const amount of ["1000000000.00", "-1.00", "x"])
    expect(() => openingBalanceOf(amount)).toThrow("opening_balance must be 999999999.99 at most, and not below 0.");
});
