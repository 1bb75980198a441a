/** The twelve statuses of a transaction (seed). */
export const transactionStatuses = [
  "pending",
  "pre_authorized",
  "authorized",
  "failed",
  "canceled",
  "voided",
  "charged_back",
  "refund_pending",
  "capture_pending",
  "refunded",
  "partially_refunded",
  "expired",
] as const;

export type TransactionStatus = (typeof transactionStatuses)[number];

/** What may happen to a transaction, as webhooks name it (providers/tokeflow.md 6). */
export const transactionEvents = [
  "transaction.created",
  "transaction.pending",
  "transaction.pre_authorized",
  "transaction.authorized",
  "transaction.capture_pending",
  "transaction.failed",
  "transaction.canceled",
  "transaction.voided",
  "transaction.charged_back",
  "transaction.expired",
  "transaction.refund_created",
  "transaction.refund_pending",
  "transaction.refunded",
  "transaction.partially_refunded",
] as const;

export type TransactionEvent = (typeof transactionEvents)[number];

export const paymentMethods = ["credit_card", "debit_card", "pix", "boleto", "wallet"] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

export const chargeTypes = ["payment", "setup_verification"] as const;
export type ChargeType = (typeof chargeTypes)[number];

export type AttemptStatus = "pending" | "success" | "failed" | "error";
export type ThreeDsStatus = "authenticated" | "attempted" | "failed" | "challenge_required";

/** One call of a connector. `finishedAt` is null exactly while it is pending. */
export interface Attempt {
  readonly id: string;
  readonly attemptNumber: number;
  readonly connectorId: string;
  readonly providerSlug: string;
  readonly isFallback: boolean;
  readonly status: AttemptStatus;
  readonly threeDsStatus: ThreeDsStatus | null;
  readonly errorCategory: string | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly pspTransactionId: string | null;
  /** In minor units; null until the attempt succeeds. */
  readonly gatewayFee: number | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

/** How the customer pays, as it is kept in JSON: dates as text. Addresses are made when it is shown. */
export type PaymentInstructions =
  | { readonly type: "pix"; readonly qrCodeText: string; readonly expiresAt: string }
  | {
      readonly type: "boleto";
      readonly barcode: string;
      readonly digitableLine: string;
      readonly dueDate: string;
      readonly expiresAt: string;
    };

/** What a creation settles before any connector is asked. */
export interface TransactionDraft {
  readonly id: string;
  readonly organizationId: string;
  readonly merchantId: string;
  readonly orderId: string;
  readonly subscriptionId: string | null;
  readonly externalOrderId: string | null;
  readonly customerId: string | null;
  readonly paymentInstrumentId: string | null;
  readonly checkoutSessionId: string | null;
  /** The token that this transaction uses up. */
  readonly cardToken: string | null;
  /** What was asked for, in minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly paymentMethod: PaymentMethod;
  readonly chargeType: ChargeType;
  readonly walletType: string | null;
  readonly country: string;
  readonly riskScore: number | null;
  readonly installments: Readonly<Record<string, unknown>> | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly capture: boolean;
  readonly createdAt: Date;
}

export interface Transaction extends TransactionDraft {
  readonly status: TransactionStatus;
  readonly amountAuthorized: number;
  readonly amountCaptured: number;
  /** Refunds that succeeded, and refunds that still may. */
  readonly amountRefunded: number;
  readonly amountRefundPending: number;
  /** The routing node whose connector holds the charge; see `winningRuleOf`. */
  readonly appliedRoutingRuleId: string | null;
  readonly paymentInstructions: PaymentInstructions | null;
  /** When the wait for payment or capture ends by itself; null when nothing waits. */
  readonly expiresAt: Date | null;
  readonly revision: number;
  readonly updatedAt: Date;
  /** In the order in which they were made. */
  readonly attempts: readonly Attempt[];
}

/** What a rule answers: the transaction as it now is, and what happened, in order. Each event shows this state. */
export interface Change {
  readonly transaction: Transaction;
  readonly events: readonly TransactionEvent[];
}

/** The node that produced the successful attempt: none while the attempt is pending (seed). */
export function winningRuleOf({ attempts, appliedRoutingRuleId }: Transaction): string | null {
  return attempts.some(({ status }) => status === "success") ? appliedRoutingRuleId : null;
}

export function isCardMethod(method: PaymentMethod): boolean {
  return method === "credit_card" || method === "debit_card";
}

/** The customer pays these later, by a code or a slip. */
export function isPaidLater(method: PaymentMethod): method is "pix" | "boleto" {
  return method === "pix" || method === "boleto";
}

/** The later of two moments. A connector's recorded answer may lie ahead of the clock, and time never goes back. */
export function later(one: Date, other: Date): Date {
  return one.getTime() >= other.getTime() ? one : other;
}
