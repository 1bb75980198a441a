import type { Fault } from "@understudy/domain";
import { fault } from "./reading.ts";

interface PaymentReason {
  /** What a request names as `paymentReasonId`. */
  readonly reason: string;
  readonly description: string;
}

/** Four of the ids are public (rebates, healthcare, loans and bills); the others, and all descriptions, are ours. */
export const paymentReasons: readonly PaymentReason[] = [
  { reason: "bill-payment", description: "Payment of a bill" },
  { reason: "claim-settlements", description: "Settlement of an insurance claim" },
  { reason: "donations", description: "Donation to a charity" },
  { reason: "expense-reimbursements", description: "Reimbursement of expenses" },
  { reason: "healthcare-disbursements", description: "Disbursement for health care" },
  { reason: "loan-payouts", description: "Payout of a loan" },
  { reason: "loan-repayments", description: "Repayment of a loan" },
  { reason: "membership-fees", description: "Fee of a membership or a subscription" },
  { reason: "payment-of-rebates", description: "Rebate on a purchase" },
  { reason: "payroll", description: "Wages or salary" },
  { reason: "purchase-of-goods", description: "Purchase of goods" },
  { reason: "purchase-of-services", description: "Purchase of services" },
  { reason: "refunds", description: "Refund of an earlier payment" },
  { reason: "rent-payments", description: "Rent" },
  { reason: "tax-refunds", description: "Refund of a tax" },
  { reason: "tuition-fees", description: "Tuition fee" },
];

/** What is wrong with a payment reason that something names, at `field`; nothing where it names none. */
export function paymentReasonFault(given: unknown, field: string): readonly Fault[] {
  if (given === undefined || paymentReasons.some(({ reason }) => reason === given)) return [];
  const message = "names no payment reason; GET /v1/payment-reasons lists them";
  return [fault(field, "RESOURCE_NOT_FOUND", message)];
}

export function paymentReasonOf(reason: string): PaymentReason | undefined {
  return paymentReasons.find((each) => each.reason === reason);
}
