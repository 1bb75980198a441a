import type { components } from "@understudy/contracts/checkout-control";
import { type DisputeRequest, disputeSteps } from "../../rules/dispute.ts";
import type { KnownDispute } from "../../store/disputes.ts";

type Schemas = components["schemas"];

export function disputeFromWire({ reason_code: reasonCode, ...rest }: Schemas["NewDispute"] = {}): DisputeRequest {
  return { ...rest, reasonCode };
}

export function disputeToWire({ dispute, payment, eventIds }: KnownDispute): Schemas["Dispute"] {
  return {
    id: dispute.id,
    payment_id: dispute.paymentId,
    status: dispute.status,
    category: dispute.category,
    reason_code: dispute.reasonCode,
    amount: dispute.amount,
    currency: payment.currency,
    created_at: dispute.createdAt.toISOString(),
    next: [...disputeSteps[dispute.status]],
    events: [...eventIds],
  };
}
