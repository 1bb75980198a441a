import type { TypeOf } from "../catalogue.ts";
import { digitsOf, uuidOf } from "../digest.ts";
import type { About } from "../event.ts";
import type { Means } from "../means.ts";

/** An authentication names its payment and its session, and has no `id` of its own (providers/checkout.md 6.3). */
export function sessionSample(type: TypeOf<"sessions">, means: Means): About {
  const paymentId = means.newId("pay");
  const sessionId = means.newId("sid");
  const isApproved = type === "authentication_approved";
  const data = {
    payment_id: paymentId,
    session_id: sessionId,
    // A text here, where every other event has a number.
    amount: "1000",
    currency: "GBP",
    type: "regular",
    reference: `ORD-${paymentId.slice(-6)}`,
    metadata: {},
    scheme: "visa",
    protocol_version: "2.2.0",
    experience: "3ds",
    challenge_indicator: "no_preference",
    challenged: false,
    exemption_applied: "none",
    response_code: isApproved ? "Y" : "N",
    eci: isApproved ? "05" : "07",
    cavv: btoa(digitsOf(`${sessionId} cavv`, 20)),
    "3ds_transaction_id": uuidOf(`${sessionId} 3ds`),
    ds_transaction_id: uuidOf(`${sessionId} ds`),
    acs_transaction_id: uuidOf(`${sessionId} acs`),
    ...(!isApproved && { reason: type, reason_description: reasons[type], transaction_status_reason: "01" }),
    error_details: type === "error_details" ? ["acs_unreachable"] : null,
  };
  return { data, subjects: [paymentId, sessionId] };
}

export function complianceSample(means: Means): About {
  const paymentId = means.newId("pay");
  return { data: { ...heldPayment(paymentId), review_started_on: means.now.toISOString() }, subjects: [paymentId] };
}

export function fraudSample(means: Means): About {
  const paymentId = means.newId("pay");
  return { data: { ...heldPayment(paymentId), reported_on: means.now.toISOString() }, subjects: [paymentId] };
}

const reasons: Readonly<Record<Exclude<TypeOf<"sessions">, "authentication_approved">, string>> = {
  authentication_attempted: "The issuer does not take part",
  authentication_expired: "The cardholder did not finish in time",
  authentication_failed: "The cardholder was not authenticated",
  authentication_started: "The authentication goes on",
  error_details: "The issuer's server was not reached",
};

function heldPayment(paymentId: string) {
  return { payment_id: paymentId, reference: `ORD-${paymentId.slice(-6)}`, amount: 1000, currency: "GBP" };
}
