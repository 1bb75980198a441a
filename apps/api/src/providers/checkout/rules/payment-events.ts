import type { TypeOf } from "./catalogue.ts";
import { type Data, type NewEvent, newEvent } from "./event.ts";
import type { Means } from "./means.ts";
import type { Payment } from "./payment.ts";
import {
  type Acted,
  authorize,
  capture,
  type FollowUpRequest,
  type PaymentRequest,
  refund,
  voidPayment,
} from "./payment-acts.ts";
import { authorizationData, followUpData } from "./payment-data.ts";

/** A payment after something was done with it, and what the provider tells of that, in the order in which it happened. */
export interface Played extends Acted {
  readonly events: readonly NewEvent[];
}

export interface PlayRequest extends PaymentRequest {
  /** Captures the whole amount at once, if it is authorized. */
  readonly capture?: boolean | undefined;
  /** How long webhooks of the authorization are held back, so that those of the capture come first (7.59). */
  readonly lateApprovalMs?: number | undefined;
}

/** One event where the payment is only authorized, two where it is captured as well (7.30). */
export function playPayment({ capture: captures, lateApprovalMs, ...request }: PlayRequest, means: Means): Played {
  const authorized = authorize(request, means);
  const told = authorizationEvent(authorized, means);
  const first = lateApprovalMs ? { ...told, deliverAt: new Date(means.now.getTime() + lateApprovalMs) } : told;
  if (!captures || authorized.payment.status !== "Authorized") return { ...authorized, events: [first] };
  const captured = playCapture(authorized.payment, {}, means);
  return { ...captured, events: [first, ...captured.events] };
}

export function playCapture(payment: Payment, request: FollowUpRequest, means: Means): Played {
  return followedBy("payment_captured", capture(payment, request, means), means);
}

export function playRefund(payment: Payment, request: FollowUpRequest, means: Means): Played {
  return followedBy("payment_refunded", refund(payment, request, means), means);
}

export function playVoid(payment: Payment, request: Omit<FollowUpRequest, "amount">, means: Means): Played {
  return followedBy("payment_voided", voidPayment(payment, request, means), means);
}

function authorizationEvent({ payment, action }: Acted, means: Means): NewEvent {
  const [approved, declined] =
    action.type === "Card Verification"
      ? (["card_verified", "card_verification_declined"] as const)
      : (["payment_approved", "payment_declined"] as const);
  const data = authorizationData(payment, action, means.baseUrl);
  return gatewayEvent(action.isApproved ? approved : declined, payment, data, means);
}

function followedBy(type: TypeOf<"gateway">, acted: Acted, means: Means): Played {
  const data = followUpData(acted.payment, acted.action, means.baseUrl);
  return { ...acted, events: [gatewayEvent(type, acted.payment, data, means)] };
}

function gatewayEvent(type: TypeOf<"gateway">, payment: Payment, data: Data, means: Means): NewEvent {
  const { id, entityId, processingChannelId } = payment;
  return newEvent({ source: "gateway", type }, { data, subjects: [id], entityId, processingChannelId }, means);
}
