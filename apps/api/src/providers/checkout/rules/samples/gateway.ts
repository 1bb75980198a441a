import type { TypeOf } from "../catalogue.ts";
import type { About, Data } from "../event.ts";
import type { Means } from "../means.ts";
import { type Payment, responses } from "../payment.ts";
import { type Acted, authorize, capture, type PaymentRequest, refund, voidPayment } from "../payment-acts.ts";
import { authorizationData, followUpData, pendingData } from "../payment-data.ts";
import { sevenDigits } from "../time.ts";

export function gatewaySample(type: TypeOf<"gateway">, means: Means): About {
  return samples[type](means);
}

/** A payout goes to a destination, where a payment comes from a source. */
export function payoutSample(type: TypeOf<"card_payout">, means: Means): About {
  const { data, subjects } = samples[type](means);
  const { source: destination, ...rest } = data;
  return { data: { ...rest, destination }, subjects };
}

const samples: Readonly<Record<TypeOf<"gateway">, (means: Means) => About>> = {
  card_verified: asked({ amount: 0 }),
  card_verification_declined: asked({ amount: 0, outcome: "declined" }),
  payment_approved: asked({}),
  payment_declined: asked({ outcome: "declined" }),
  payment_authorized: asked({}),
  payment_authentication_failed: asked({ outcome: "declined" }),
  payment_authorization_incremented: followed((acted) => increment(acted, 500)),
  payment_authorization_increment_declined: followed((acted) => refused(increment(acted, 500), acted.payment)),
  payment_captured: followed(({ payment }, means) => capture(payment, {}, means)),
  payment_capture_declined: followed(({ payment }, means) => refused(capture(payment, {}, means), payment)),
  payment_capture_pending: pending(({ payment }, means) => capture(payment, {}, means)),
  payment_refunded: followed((acted, means) => refund(captured(acted, means), {}, means)),
  payment_refund_declined: followed((acted, means) => {
    const payment = captured(acted, means);
    return refused(refund(payment, {}, means), payment);
  }),
  payment_refund_pending: pending((acted, means) => refund(captured(acted, means), {}, means)),
  payment_voided: followed(({ payment }, means) => voidPayment(payment, {}, means)),
  payment_void_declined: followed(({ payment }, means) => refused(voidPayment(payment, {}, means), payment)),
  payment_void_pending: pending(({ payment }, means) => voidPayment(payment, {}, means)),
  payment_pending: (means) => about(authorize(approved, means), pendingData),
  payment_paid: followed((acted, means) => ({ ...acted, payment: captured(acted, means) })),
  payment_expired: followed((acted) => acted),
  payment_canceled: (means) => {
    const { data, subjects } = about(authorize(approved, means), pendingData);
    const { metadata: _metadata, ...rest } = data;
    return { data: rest, subjects };
  },
  payment_returned: followed((acted, means) => ({ ...acted, payment: captured(acted, means) })),
  payment_retry_scheduled: asked({ outcome: "declined" }),
  payment_optimized: asked({}),
  batch_successful: batch,
  batch_unsuccessful: batch,
  bank_account_updated: (means) => {
    const id = means.newId("src");
    const data = { id, customer_id: means.newId("cus"), updated_on: sevenDigits(means.now) };
    return { data, subjects: [id] };
  },
};

const approved: PaymentRequest = { outcome: "approved" };

/** Says all that an authorization says. */
function asked(request: PaymentRequest): (means: Means) => About {
  return (means) => about(authorize({ ...approved, ...request }, means), authorizationData, means.baseUrl);
}

/** Says what follows on an authorization. */
function followed(act: (authorized: Acted, means: Means) => Acted): (means: Means) => About {
  return (means) => about(act(authorize(approved, means), means), followUpData, means.baseUrl);
}

/** Says that an act is under way: its payment is still as it was. */
function pending(act: (authorized: Acted, means: Means) => Acted): (means: Means) => About {
  return (means) => about(act(authorize(approved, means), means), pendingData);
}

function about<Rest extends unknown[]>(
  { payment, action }: Acted,
  say: (payment: Payment, action: Acted["action"], ...rest: Rest) => Data,
  ...rest: Rest
): About {
  return { data: say(payment, action, ...rest), subjects: [payment.id] };
}

/** The act was asked for and changed nothing. */
function refused({ action }: Acted, payment: Payment): Acted {
  return { payment, action: { ...action, ...responses.declined } };
}

function increment({ payment, action }: Acted, amount: number): Acted {
  return { payment: { ...payment, amount: payment.amount + amount }, action: { ...action, amount } };
}

function captured({ payment }: Acted, means: Means): Payment {
  return capture(payment, {}, means).payment;
}

function batch(means: Means): About {
  const id = means.newId("bat");
  return {
    data: { id, entity_id: means.account.entityId, processed_on: sevenDigits(means.now), total: 2 },
    subjects: [id],
  };
}
