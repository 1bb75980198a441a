import { Refusal } from "@understudy/domain";
import type { Means } from "./means.ts";
import { balancesOf, type Payment, type PaymentAction, type PaymentStatus, responses } from "./payment.ts";

export interface PaymentRequest {
  /** Absent: the amount decides. */
  readonly outcome?: "approved" | "declined" | undefined;
  readonly amount?: number | undefined;
  readonly currency?: string | undefined;
  readonly entityId?: string | undefined;
  readonly processingChannelId?: string | undefined;
  readonly reference?: string | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly email?: string | undefined;
}

/** A capture, a refund or a void. */
export interface FollowUpRequest {
  /** Absent: all that is left. */
  readonly amount?: number | undefined;
  /** Absent: the payment's own. */
  readonly reference?: string | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
}

export interface Acted {
  readonly payment: Payment;
  readonly action: PaymentAction;
}

/** Asks the card's issuer: for the amount, or with 0 whether the card is good. */
export function authorize(request: PaymentRequest, means: Means): Acted {
  const { amount = 1000, currency = "GBP", metadata = {}, email = "customer@example.com" } = request;
  if (!Number.isSafeInteger(amount) || amount < 0)
    throw new Refusal("invalid", "amount is a whole number of minor units, 0 or more.", { field: "amount" });
  if (!/^[A-Z]{3}$/.test(currency))
    throw new Refusal("invalid", "currency is a code of three capital letters.", { field: "currency" });
  const response = responses[request.outcome ?? outcomeOf(amount, currency)];
  const approvedStatus = amount === 0 ? "Card Verified" : "Authorized";
  const id = means.newId("pay");
  const reference = request.reference ?? `ORD-${id.slice(-6)}`;
  const action: PaymentAction = {
    ...{ id: means.newId("act"), type: amount === 0 ? "Card Verification" : "Authorization", amount, ...response },
    ...{ reference, metadata, processedAt: means.now },
  };
  const payment: Payment = {
    ...{ id, amount, currency, ...response, status: response.isApproved ? approvedStatus : "Declined" },
    entityId: request.entityId ?? means.account.entityId,
    processingChannelId: request.processingChannelId ?? means.account.processingChannelId,
    ...{ amountCaptured: 0, amountRefunded: 0, amountVoided: 0, reference, metadata },
    details: { actionId: action.id, sourceId: means.newId("src"), customerId: means.newId("cus"), email },
    ...{ revision: 0, createdAt: means.now },
  };
  return { payment, action };
}

/** Takes money that the authorization holds: in parts, if wanted, but never more than it holds. */
export function capture(payment: Payment, request: FollowUpRequest, means: Means): Acted {
  const amount = amountOf(payment, "capture", balancesOf(payment).availableToCapture, request);
  const captured = { ...payment, amountCaptured: payment.amountCaptured + amount };
  return { payment: settled(captured), action: followUp("Capture", payment, amount, request, means) };
}

/** Gives captured money back: in parts, if wanted, but never more than was captured. */
export function refund(payment: Payment, request: FollowUpRequest, means: Means): Acted {
  const amount = amountOf(payment, "refund", balancesOf(payment).availableToRefund, request);
  const refunded = { ...payment, amountRefunded: payment.amountRefunded + amount };
  return { payment: settled(refunded), action: followUp("Refund", payment, amount, request, means) };
}

/** Gives up the whole authorization. */
export function voidPayment(payment: Payment, request: Omit<FollowUpRequest, "amount">, means: Means): Acted {
  const { reference, metadata } = request;
  const amount = amountOf(payment, "void", balancesOf(payment).availableToVoid, {});
  const voided = { ...payment, amountVoided: payment.amountVoided + amount };
  return { payment: settled(voided), action: followUp("Void", payment, amount, { reference, metadata }, means) };
}

/** The provider's test rule for currencies of two decimals: an amount that ends in 05 is not honoured (8.1). */
function outcomeOf(amount: number, currency: string): "approved" | "declined" {
  const format = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  return format.maximumFractionDigits === 2 && amount % 100 === 5 ? "declined" : "approved";
}

function amountOf({ id, status }: Payment, act: string, available: number, request: FollowUpRequest): number {
  const { amount = available } = request;
  if (available === 0) throw new Refusal("wrong_state", `${id} is ${status}: it has nothing to ${act}.`);
  if (!Number.isSafeInteger(amount) || amount <= 0)
    throw new Refusal("invalid", "amount is a whole number of minor units above 0.", { field: "amount" });
  if (amount <= available) return amount;
  const message = `amount is ${amount}, but only ${available} is there to ${act}: ask for that or less.`;
  throw new Refusal("out_of_range", message, { field: "amount" });
}

function followUp(
  type: PaymentAction["type"],
  payment: Payment,
  amount: number,
  { reference = payment.reference, metadata = payment.metadata }: FollowUpRequest,
  means: Means,
): PaymentAction {
  const id = means.newId("act");
  return { id, type, amount, ...responses.approved, reference, metadata, processedAt: means.now };
}

/** The status is what the balances say, so that no order of captures and refunds can make the two differ. */
function settled(payment: Payment): Payment {
  const { authorized, voided, captured, refunded } = balancesOf(payment);
  return { ...payment, status: statusOf() };

  function statusOf(): PaymentStatus {
    if (refunded > 0) return refunded === captured ? "Refunded" : "Partially Refunded";
    if (captured > 0) return captured === authorized ? "Captured" : "Partially Captured";
    return voided > 0 ? "Voided" : "Authorized";
  }
}
