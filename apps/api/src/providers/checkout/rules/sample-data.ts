import type { EventKind } from "./catalogue.ts";
import { disputeData, openDispute } from "./dispute.ts";
import type { About } from "./event.ts";
import type { Means } from "./means.ts";
import { playPayment } from "./payment-events.ts";
import { accountsSample, balancesSample } from "./samples/accounts.ts";
import { gatewaySample, payoutSample } from "./samples/gateway.ts";
import { issuingSample } from "./samples/issuing.ts";
import { complianceSample, fraudSample, sessionSample } from "./samples/payments.ts";

/**
 * What an event of this kind could say, and whom it would be about: for events that nothing here causes by itself.
 * Payments and disputes say what they would if they were played; of most others only a few members are public
 * (providers/checkout.md 6.3), and the rest is the least that makes sense.
 */
export function sampleOf(kind: EventKind, means: Means): About {
  switch (kind.source) {
    case "gateway":
    case "mbccards":
      return gatewaySample(kind.type, means);
    case "card_payout":
      return payoutSample(kind.type, means);
    case "dispute": {
      const { payment } = playPayment({ outcome: "approved", capture: true }, means);
      const { dispute } = openDispute(payment, {}, means);
      const data = disputeData({ ...dispute, status: kind.type }, payment, means);
      return { data, subjects: [dispute.id, payment.id] };
    }
    case "sessions":
      return sessionSample(kind.type, means);
    case "issuing":
      return issuingSample(kind.type, means);
    case "accounts":
    case "marketplace":
      return accountsSample(kind.type, means);
    case "client_balances":
      return balancesSample(means);
    case "fincrime":
      return complianceSample(means);
    case "fraud":
      return fraudSample(means);
  }
}
