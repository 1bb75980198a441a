import { Refusal } from "@understudy/domain";
import { minorUnits } from "./money.ts";

/** What a balance is to change by, in minor units: anything that changes it. */
export function adjustmentOf(amount: string): bigint {
  const minor = minorUnits(amount);
  if (minor === undefined || minor === 0n)
    throw new Refusal("invalid", "amount must be other than 0 and 999999999.99 at most.", { field: "amount" });
  return minor;
}

/** What an account of the business begins with, in minor units; nothing, unless something is said. */
export function openingBalanceOf(amount = "0.00"): bigint {
  const minor = minorUnits(amount);
  if (minor === undefined || minor < 0n)
    throw new Refusal("invalid", "opening_balance must be 999999999.99 at most, and not below 0.", {
      field: "opening_balance",
    });
  return minor;
}
