import { expect, it } from "vitest";
import { failureOf, outcomeOfBankAccount, outcomeOfCard } from "./outcomes.ts";

it("goes by the documented test values, and approves all else", () => {
  expect(["4111111111111111", "4000000000000002", "4000000000009995", "4000000000000119"].map(outcomeOfCard)).toEqual([
    "approve",
    "decline",
    "insufficient_funds",
    "error",
  ]);
  expect(["123456789", "1230002", "0009", "55550119", "00020", "2", ""].map(outcomeOfBankAccount)).toEqual([
    "approve",
    "decline",
    "insufficient_funds",
    "error",
    "approve",
    "approve",
    "approve",
  ]);
});

it("fails in the words of whoever decides", () => {
  expect(failureOf("approve", "ach")).toBeUndefined();
  expect(failureOf("insufficient_funds", "ach")).toEqual({ status: "DECLINED", message: "R01 insufficient funds" });
  expect(failureOf("decline", "wire")).toEqual({ status: "DECLINED", message: "R02 account closed" });
  expect(failureOf("decline", "push-to-card")).toEqual({ status: "DECLINED", message: "05 do not honor" });
  expect(failureOf("error", "push-to-card")?.status).toBe("ERROR");
});
