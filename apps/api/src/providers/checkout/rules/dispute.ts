import { Refusal } from "@understudy/domain";
import type { TypeOf } from "./catalogue.ts";
import { type Data, type NewEvent, newEvent } from "./event.ts";
import type { Means } from "./means.ts";
import { balancesOf, type Payment } from "./payment.ts";

/** A payment that its cardholder contests. */
export interface Dispute {
  /** 26 characters after `dsp_`, so that the documented pattern of subjects takes it; published ones have 20 (4.1). */
  readonly id: string;
  readonly paymentId: string;
  /** The type of its newest event. */
  readonly status: DisputeStatus;
  readonly category: string;
  readonly reasonCode: string;
  /** In minor units. */
  readonly amount: number;
  /** Counted up by whoever writes it. */
  readonly revision: number;
  readonly createdAt: Date;
}

export type DisputeStatus = TypeOf<"dispute">;

export interface DisputeRequest {
  /** Absent: the first of the two. An issuer may also ask before it disputes anything. */
  readonly as?: "dispute_received" | "request_for_information_received" | undefined;
  /** Absent: all that the merchant still has of the payment. */
  readonly amount?: number | undefined;
  readonly category?: string | undefined;
  readonly reasonCode?: string | undefined;
}

export interface Disputed {
  readonly dispute: Dispute;
  readonly events: readonly NewEvent[];
}

const contested = ["dispute_canceled", "dispute_resolved"] as const;
const decided = ["dispute_won", "dispute_lost"] as const;

/**
 * What may follow what. The provider publishes the names only; the order is that of the card schemes. A dispute may be
 * withdrawn or found refunded until it is decided, and either side may take a decision to arbitration, once.
 */
export const disputeSteps: Readonly<Record<DisputeStatus, readonly DisputeStatus[]>> = {
  request_for_information_received: [
    "dispute_received",
    "dispute_evidence_submitted",
    "dispute_accepted",
    ...contested,
  ],
  dispute_received: ["dispute_evidence_required", "dispute_accepted", ...contested],
  dispute_evidence_required: ["dispute_evidence_submitted", "dispute_accepted", "dispute_expired", ...contested],
  dispute_evidence_submitted: ["dispute_evidence_acknowledged_by_scheme", ...decided, ...contested],
  dispute_evidence_acknowledged_by_scheme: [...decided, ...contested],
  dispute_won: ["dispute_arbitration_sent_to_scheme"],
  dispute_lost: ["dispute_arbitration_evidence_submitted", "dispute_arbitration_sent_to_scheme"],
  dispute_arbitration_evidence_submitted: ["dispute_arbitration_sent_to_scheme"],
  dispute_arbitration_sent_to_scheme: ["dispute_arbitration_won", "dispute_arbitration_lost"],
  dispute_arbitration_won: [],
  dispute_arbitration_lost: [],
  dispute_accepted: [],
  dispute_expired: [],
  dispute_canceled: [],
  dispute_resolved: [],
};

/** Only what was captured, and not given back since, can be contested. */
export function openDispute(payment: Payment, request: DisputeRequest, means: Means): Disputed {
  const contestable = balancesOf(payment).availableToRefund;
  const { as = "dispute_received", amount = contestable, category = "fraudulent", reasonCode = "10.4" } = request;
  if (contestable === 0)
    throw new Refusal("wrong_state", `${payment.id} is ${payment.status}: it has nothing to contest.`);
  if (!Number.isSafeInteger(amount) || amount <= 0)
    throw new Refusal("invalid", "amount is a whole number of minor units above 0.", { field: "amount" });
  if (amount > contestable) {
    const message = `amount is ${amount}, but only ${contestable} was captured and not refunded: contest that or less.`;
    throw new Refusal("out_of_range", message, { field: "amount" });
  }
  const dispute: Dispute = {
    ...{ id: means.newId("dsp"), paymentId: payment.id, status: as, category, reasonCode, amount },
    ...{ revision: 0, createdAt: means.now },
  };
  return told(dispute, payment, means);
}

export function advanceDispute(dispute: Dispute, payment: Payment, to: DisputeStatus, means: Means): Disputed {
  const next = disputeSteps[dispute.status];
  if (next.includes(to)) return told({ ...dispute, status: to }, payment, means);
  const choice = next.length === 0 ? "it is over" : `next may come ${next.join(", ")}`;
  throw new Refusal("wrong_state", `${dispute.id} is at ${dispute.status}: ${choice}.`, { field: "to" });
}

/** How long the merchant has to answer; schemes differ, and nothing public says which time the provider leaves. */
const evidenceDays = 14;

function told(dispute: Dispute, payment: Payment, means: Means): Disputed {
  const { entityId, processingChannelId } = payment;
  const subjects = [dispute.id, payment.id];
  const about = { data: disputeData(dispute, payment, means), subjects, entityId, processingChannelId };
  return { dispute, events: [newEvent({ source: "dispute", type: dispute.status }, about, means)] };
}

/** What every dispute event carries (providers/checkout.md 6.3). */
export function disputeData(dispute: Dispute, payment: Payment, { now, account }: Means): Data {
  const evidenceBy = new Date(now.getTime() + evidenceDays * 24 * 60 * 60 * 1000);
  return {
    id: dispute.id,
    date: now.toISOString(),
    category: dispute.category,
    amount: dispute.amount,
    currency: payment.currency,
    reason_code: dispute.reasonCode,
    payment_id: payment.id,
    payment_action_id: payment.details.actionId,
    payment_reference: payment.reference,
    payment_method: "VISA",
    client_id: account.clientId,
    processing_channel_id: payment.processingChannelId,
    entity_id: payment.entityId,
    ...(dispute.status === "dispute_evidence_required" && { evidence_required_by: evidenceBy.toISOString() }),
  };
}
