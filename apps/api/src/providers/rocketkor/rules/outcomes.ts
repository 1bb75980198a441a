import type { Solution, TransactionStatus } from "./transaction.ts";

/** What becomes of money that moves from or to a customer's account. A test can set another. */
export const accountOutcomes = ["approve", "decline", "insufficient_funds", "error"] as const;
export type AccountOutcome = (typeof accountOutcomes)[number];

/** Minor units that each new outside account has at its simulated bank. */
export const outsideOpeningBalance = 1_000_000n;

const outcomeOfNumber: ReadonlyMap<string, AccountOutcome> = new Map([
  ["4000000000000002", "decline"],
  ["4000000000009995", "insufficient_funds"],
  ["4000000000000119", "error"],
]);

const outcomeOfTail: ReadonlyMap<string, AccountOutcome> = new Map([
  ["0002", "decline"],
  ["0009", "insufficient_funds"],
  ["0119", "error"],
]);

/** Every card that is not among the test values approves. */
export function outcomeOfCard(cardNumber: string): AccountOutcome {
  return outcomeOfNumber.get(cardNumber) ?? "approve";
}

/** A bank account tells by its last four digits; all others approve. */
export function outcomeOfBankAccount(accountNumber: string): AccountOutcome {
  return outcomeOfTail.get(accountNumber.slice(-4)) ?? "approve";
}

/** How a transaction ends that does not go through. */
export interface Failure {
  readonly status: Extract<TransactionStatus, "DECLINED" | "ERROR">;
  readonly message: string;
}

/** By the codes of card networks (ISO 8583) and of the ACH network's returns, which banks use for wires alike. */
const messages = {
  card: { decline: "05 do not honor", insufficient_funds: "51 insufficient funds", error: "96 system malfunction" },
  bank: {
    decline: "R02 account closed",
    insufficient_funds: "R01 insufficient funds",
    error: "The bank had a failure",
  },
} as const satisfies Record<string, Record<Exclude<AccountOutcome, "approve">, string>>;

/** Undefined for what goes through. */
export function failureOf(outcome: AccountOutcome, solution: Solution): Failure | undefined {
  if (outcome === "approve") return undefined;
  const message = messages[solution === "push-to-card" ? "card" : "bank"][outcome];
  return { status: outcome === "error" ? "ERROR" : "DECLINED", message };
}
