import type { Source } from "./source.ts";

/** Chargebacks and what precedes them (providers/checkout.md 6.5). */
export const dispute = {
  displayName: "Disputes",
  description: "Payments that a cardholder contests",
  version: "1.2.0",
  hasProcessingChannel: true,
  types: {
    dispute_received: "A dispute arrived; what it asks for is not known yet",
    dispute_evidence_required: "The dispute is lost unless evidence is sent in time",
    dispute_evidence_submitted: "Evidence against the dispute was sent",
    dispute_evidence_acknowledged_by_scheme: {
      displayName: "Dispute evidence acknowledged by the scheme",
      description: "The card scheme has the evidence and passed it on",
    },
    dispute_accepted: "The merchant accepted the dispute and will not contest it",
    dispute_won: "The dispute ended in the merchant's favour",
    dispute_lost: "The dispute ended in the cardholder's favour",
    dispute_expired: "No evidence was sent in time",
    dispute_canceled: "The issuer or the scheme withdrew the dispute",
    dispute_resolved: "Nothing is left to decide, since the payment had been refunded already",
    dispute_arbitration_evidence_submitted: "Evidence for the arbitration was sent",
    dispute_arbitration_sent_to_scheme: "The scheme was asked to decide in arbitration",
    dispute_arbitration_won: "The arbitration ended in the merchant's favour",
    dispute_arbitration_lost: "The arbitration ended in the cardholder's favour",
    request_for_information_received: "The issuer asks about a payment before it decides on a dispute",
  },
} as const satisfies Source;
