import type { components } from "@understudy/contracts/checkout-control";
import { Refusal } from "@understudy/domain";
import { Duration } from "luxon";
import type { PlayRequest } from "../../rules/payment-events.ts";
import type { KnownPayment } from "../../store/payments.ts";

type Schemas = components["schemas"];

export function playFromWire(given: Schemas["NewPayment"] = {}): PlayRequest {
  const { entity_id: entityId, processing_channel_id: processingChannelId, late_approval, ...rest } = given;
  const lateApprovalMs = late_approval === undefined ? undefined : millisecondsFrom(late_approval);
  return { ...rest, entityId, processingChannelId, lateApprovalMs };
}

export function paymentToWire({ payment, eventIds }: KnownPayment): Schemas["Payment"] {
  return {
    id: payment.id,
    status: payment.status,
    approved: payment.isApproved,
    amount: payment.amount,
    currency: payment.currency,
    amount_captured: payment.amountCaptured,
    amount_refunded: payment.amountRefunded,
    amount_voided: payment.amountVoided,
    response_code: payment.responseCode,
    response_summary: payment.responseSummary,
    reference: payment.reference,
    metadata: payment.metadata,
    entity_id: payment.entityId,
    processing_channel_id: payment.processingChannelId,
    created_at: payment.createdAt.toISOString(),
    events: [...eventIds],
  };
}

const longestDays = 365;

function millisecondsFrom(duration: string): number {
  const parsed = Duration.fromISO(duration);
  if (parsed.isValid && parsed.toMillis() >= 0 && parsed.as("days") <= longestDays) return parsed.toMillis();
  const message = `late_approval must be an ISO 8601 duration of at most ${longestDays} days, such as PT10M.`;
  throw new Refusal("invalid", message, { field: "late_approval" });
}
