import { digest, digitsOf } from "./digest.ts";
import type { Data } from "./event.ts";
import { base32 } from "./ids.ts";
import { balancesOf, type Payment, type PaymentAction } from "./payment.ts";
import { sevenDigits } from "./time.ts";

/** What payment_approved, payment_declined and the like carry: everything (providers/checkout.md 6.3). */
export function authorizationData(payment: Payment, action: PaymentAction, baseUrl: string): Data {
  return {
    ...identityOf(payment, action),
    payment_type: "Regular",
    ...resultOf(action),
    auth_code: digitsOf(`${action.id} auth_code`, 6),
    scheme_id: digitsOf(`${action.id} scheme_id`, 15),
    eci: "05",
    approved: action.isApproved,
    status: payment.status,
    flagged: false,
    customer: { id: payment.details.customerId, email: payment.details.email, name: "Sam Example" },
    payment_ip: "192.0.2.17",
    source: sourceOf(payment),
    processing: processingOf(action),
    pan_type_processed: "fpan",
    cko_network_token_available: false,
    "3ds": threeDsOf(action),
    risk: { flagged: false, score: 12 },
    balances: balanceData(payment),
    event_links: eventLinks(payment, baseUrl),
  };
}

/** What payment_captured, payment_refunded and payment_voided carry; the card is not among it (6.3). */
export function followUpData(payment: Payment, action: PaymentAction, baseUrl: string): Data {
  return {
    ...identityOf(payment, action),
    ...resultOf(action),
    balances: balanceData(payment),
    processing: processingOf(action),
    event_links: eventLinks(payment, baseUrl),
  };
}

/** What is known while a capture and the like is under way (6.3). */
export function pendingData(payment: Payment, action: PaymentAction): Data {
  return identityOf(payment, action);
}

function identityOf(payment: Payment, action: PaymentAction) {
  return {
    id: payment.id,
    action_id: action.id,
    reference: action.reference,
    amount: action.amount,
    currency: payment.currency,
    processed_on: sevenDigits(action.processedAt),
    metadata: action.metadata,
  };
}

function resultOf({ responseCode, responseSummary }: PaymentAction) {
  return { response_code: responseCode, response_summary: responseSummary };
}

/** The documentation's own Visa test card, and a holder who does not exist. */
function sourceOf({ details }: Payment) {
  return {
    id: details.sourceId,
    type: "card",
    billing_address: {
      line1: "1 Example Street",
      line2: "Flat 2",
      town_city: "London",
      state: "London",
      zip: "W1T 4TJ",
      country: "GB",
    },
    phone: { country_code: "44", number: "2079460000" },
    expiry_month: 12,
    expiry_year: 2035,
    name: "Sam Example",
    scheme: "VISA",
    last_4: "4242",
    fingerprint: base32(digest("4242424242424242")),
    bin: "424242",
    card_type: "CREDIT",
    card_category: "CONSUMER",
    issuer: "EXAMPLE BANK",
    issuer_country: "GB",
    product_id: "F",
    product_type: "Visa Classic",
    avs_check: "G",
    cvv_check: "Y",
  };
}

function processingOf({ id }: PaymentAction) {
  return {
    acquirer_transaction_id: digitsOf(`${id} acquirer_transaction_id`, 21),
    retrieval_reference_number: digitsOf(`${id} retrieval_reference_number`, 12),
    acquirer_reference_number: digitsOf(`${id} acquirer_reference_number`, 23),
    // A text with a capital letter, and a name with one, as the provider writes it.
    Aft: "False",
    partner_merchant_advice_code: "01",
  };
}

function threeDsOf({ id }: PaymentAction) {
  return {
    downgraded: false,
    enrolled: "Y",
    authentication_response: "Y",
    authentication_status_reason: "01",
    cryptogram: btoa(digitsOf(`${id} cryptogram`, 20)),
    xid: base32(digest(`${id} xid`).subarray(0, 20)),
    eci: "05",
    version: "2.2.0",
    exemption: "none",
    challenged: false,
  };
}

function balanceData(payment: Payment) {
  const balances = balancesOf(payment);
  return {
    total_authorized: balances.authorized,
    total_voided: balances.voided,
    available_to_void: balances.availableToVoid,
    total_captured: balances.captured,
    available_to_capture: balances.availableToCapture,
    total_refunded: balances.refunded,
    available_to_refund: balances.availableToRefund,
  };
}

/** Where the payment is, and where what may still be done with it is asked for. */
function eventLinks(payment: Payment, baseUrl: string) {
  const { availableToCapture, availableToRefund, availableToVoid } = balancesOf(payment);
  const self = `${baseUrl}/payments/${payment.id}`;
  return {
    payment: self,
    payment_actions: `${self}/actions`,
    ...(availableToCapture > 0 && { capture: `${self}/captures` }),
    ...(availableToVoid > 0 && { void: `${self}/voids` }),
    ...(availableToRefund > 0 && { refund: `${self}/refunds` }),
  };
}
