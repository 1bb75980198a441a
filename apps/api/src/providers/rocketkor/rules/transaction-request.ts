import type { Fault } from "@understudy/domain";
import { amountProblem } from "./money.ts";
import { fault, objectIn } from "./reading.ts";

/** All that is wrong with a request for a transaction beyond what the spec's schema tells. */
export function judgeTransactionBody(body: unknown): readonly Fault[] {
  const request = objectIn(body);
  if (!request) return [];
  const { amount, solution, description, metadata, debitFinancialAccountId, creditFinancialAccountId } = request;
  const [debit, credit] = [debitFinancialAccountId, creditFinancialAccountId].map(inLowerCase);
  const problem = typeof amount === "number" || typeof amount === "string" ? amountProblem(amount) : undefined;
  const isSame = debit !== undefined && debit === credit;
  return [
    ...(problem === undefined ? [] : [fault("amount", "AMOUNT_INVALID", problem)]),
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

/** An account is the same one however its id is written. */
function inLowerCase(id: unknown): string | undefined {
  return typeof id === "string" ? id.toLowerCase() : undefined;
}
