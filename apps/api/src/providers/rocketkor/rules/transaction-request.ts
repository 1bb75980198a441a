import type { Fault } from "@understudy/domain";
import { minorUnits } from "./money.ts";
import { fault, objectIn } from "./reading.ts";

/** All that is wrong with a request for a transaction beyond what the spec's schema tells. */
export function judgeTransactionBody(body: unknown): readonly Fault[] {
  const request = objectIn(body);
  if (!request) return [];
  const { amount, solution, description, metadata, debitFinancialAccountId, creditFinancialAccountId } = request;
  const isSame = typeof debitFinancialAccountId === "string" && debitFinancialAccountId === creditFinancialAccountId;
  return [
    ...(isWrongAmount(amount)
      ? [fault("amount", "AMOUNT_INVALID", "must be above 0, at most 999999999.99, and have no more than two decimals")]
      : []),
    ...(solution === "wire" && description === undefined
      ? [fault("description", "FIELD_REQUIRED", "is required where solution is wire")]
      : []),
    ...(solution === "ach" && objectIn(metadata)?.rkorACHEntryType === undefined
      ? [fault("metadata.rkorACHEntryType", "FIELD_REQUIRED", "is required where solution is ach, such as PPD or WEB")]
      : []),
    ...(isSame
      ? [fault("creditFinancialAccountId", "FIELD_INVALID", "must be another account than the debit one")]
      : []),
  ];
}

function isWrongAmount(amount: unknown): boolean {
  if (typeof amount !== "number" && typeof amount !== "string") return false;
  const minor = minorUnits(amount);
  return minor === undefined || minor <= 0n;
}
