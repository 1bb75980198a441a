import type { TransactionDraft } from "./transaction.ts";

export type OrderType = "api" | "checkout" | "renewal" | "trial_setup" | "card_setup";

/** Each charge makes its own order, of a type told by how it came (providers/tokeflow.md 4.7). */
export function orderTypeOf({ chargeType, checkoutSessionId }: TransactionDraft): OrderType {
  if (chargeType === "setup_verification") return "card_setup";
  return checkoutSessionId === null ? "api" : "checkout";
}
