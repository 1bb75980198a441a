/** The provider's own words (providers/checkout.md 8.4); `Pending` is for means of payment that are not played here. */
const paymentStatuses = [
  "Authorized",
  "Pending",
  "Card Verified",
  "Declined",
  "Captured",
  "Partially Captured",
  "Refunded",
  "Partially Refunded",
  "Voided",
] as const;

export type PaymentStatus = (typeof paymentStatuses)[number];

/** A card payment. Amounts are in minor units. */
export interface Payment {
  readonly id: string;
  readonly entityId: string;
  readonly processingChannelId: string;
  readonly status: PaymentStatus;
  readonly isApproved: boolean;
  readonly responseCode: string;
  readonly responseSummary: string;
  readonly currency: string;
  readonly amount: number;
  readonly amountCaptured: number;
  readonly amountRefunded: number;
  readonly amountVoided: number;
  readonly reference: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly details: PaymentDetails;
  /** Counted up by whoever writes it. */
  readonly revision: number;
  readonly createdAt: Date;
}

/** What its events repeat and nothing ever changes. */
export interface PaymentDetails {
  /** The action that authorized it. */
  readonly actionId: string;
  readonly sourceId: string;
  readonly customerId: string;
  readonly email: string;
}

/** What was done to a payment, and what came of it. */
export interface PaymentAction {
  readonly id: string;
  readonly type: "Authorization" | "Card Verification" | "Capture" | "Refund" | "Void";
  readonly amount: number;
  readonly isApproved: boolean;
  readonly responseCode: string;
  readonly responseSummary: string;
  readonly reference: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly processedAt: Date;
}

export const responses = {
  approved: { isApproved: true, responseCode: "10000", responseSummary: "Approved" },
  declined: { isApproved: false, responseCode: "20005", responseSummary: "Declined - Do Not Honour" },
} as const;

/** What may still be done with a payment, as events show it (6.3). */
export interface Balances {
  readonly authorized: number;
  readonly voided: number;
  readonly availableToVoid: number;
  readonly captured: number;
  readonly availableToCapture: number;
  readonly refunded: number;
  readonly availableToRefund: number;
}

/** Several captures may share an authorization; a void gives all of it up, and comes too late after the first of them. */
export function balancesOf(payment: Payment): Balances {
  const { amountCaptured: captured, amountRefunded: refunded, amountVoided: voided } = payment;
  const authorized = payment.isApproved ? payment.amount : 0;
  const left = authorized - voided - captured;
  return {
    ...{ authorized, voided, captured, refunded },
    availableToVoid: captured === 0 ? left : 0,
    availableToCapture: left,
    availableToRefund: captured - refunded,
  };
}
