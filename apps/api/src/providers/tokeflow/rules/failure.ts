/** Why an attempt did not succeed: the classes of `error_category` (providers/tokeflow.md 5.6). */
export const failureCategories = [
  "SOFT_DECLINE",
  "HARD_DECLINE",
  "FRAUD",
  "AUTHENTICATION",
  "TECHNICAL",
  "CONFIGURATION",
  "EXPIRED",
  "CANCELED",
] as const;

export type FailureCategory = (typeof failureCategories)[number];

/** Code, class and sentence; only the pair SOFT_DECLINE / INSUFFICIENT_FUNDS and its sentence are published. */
const catalogue = {
  INSUFFICIENT_FUNDS: ["SOFT_DECLINE", "Issuer declined: insufficient funds"],
  DO_NOT_HONOR: ["SOFT_DECLINE", "Issuer declined: do not honor"],
  ISSUER_RETRY: ["SOFT_DECLINE", "Issuer declined: try again later"],
  CONTACT_ACQUIRER: ["SOFT_DECLINE", "Issuer declined: contact the acquirer"],
  LIMIT_EXCEEDED: ["SOFT_DECLINE", "Issuer declined: limit exceeded"],
  ATTEMPTS_EXCEEDED: ["SOFT_DECLINE", "Issuer declined: too many attempts"],
  INVALID_PIN: ["SOFT_DECLINE", "Issuer declined: wrong PIN"],
  INVALID_CARD_NUMBER: ["HARD_DECLINE", "Issuer declined: no such card"],
  EXPIRED_CARD: ["HARD_DECLINE", "Issuer declined: expired card"],
  CARD_ERROR: ["HARD_DECLINE", "Issuer declined: card data do not match"],
  INVALID_AMOUNT: ["HARD_DECLINE", "Issuer declined: invalid amount"],
  INVALID_INSTALLMENTS: ["HARD_DECLINE", "Issuer declined: invalid installments"],
  LOST_CARD: ["HARD_DECLINE", "Issuer declined: card reported lost"],
  STOLEN_CARD: ["HARD_DECLINE", "Issuer declined: card reported stolen"],
  CLOSED_ACCOUNT: ["HARD_DECLINE", "Issuer declined: account closed"],
  NOT_PERMITTED: ["HARD_DECLINE", "Issuer declined: transaction not permitted"],
  INVALID_MERCHANT: ["HARD_DECLINE", "Acquirer declined: invalid merchant"],
  SECURITY_VIOLATION: ["HARD_DECLINE", "Issuer declined: security violation"],
  SUSPECTED_FRAUD: ["FRAUD", "Issuer declined: suspected fraud"],
  THREE_DS_FAILED: ["AUTHENTICATION", "Cardholder authentication failed"],
  THREE_DS_REQUIRED: ["AUTHENTICATION", "Issuer demands cardholder authentication"],
  PROVIDER_TIMEOUT: ["TECHNICAL", "Provider did not answer in time"],
  PROVIDER_UNAVAILABLE: ["TECHNICAL", "Provider cannot be reached"],
  INVALID_PROVIDER_RESPONSE: ["TECHNICAL", "Provider gave an answer that makes no sense"],
  ACQUIRER_PROBLEM: ["TECHNICAL", "Acquirer has a technical problem"],
  FORMAT_ERROR: ["TECHNICAL", "Acquirer could not read the request"],
  CONNECTOR_NOT_CONFIGURED: ["CONFIGURATION", "Connector is not configured"],
  METHOD_NOT_SUPPORTED: ["CONFIGURATION", "Connector does not support this payment method"],
  PAYMENT_EXPIRED: ["EXPIRED", "Payment was not made in time"],
  PAYMENT_CANCELED: ["CANCELED", "Payment was canceled before it was made"],
} as const satisfies Record<string, readonly [FailureCategory, string]>;

export type FailureCode = keyof typeof catalogue;

export const failureCodes = Object.keys(catalogue) as readonly FailureCode[];

export interface Failure {
  readonly category: FailureCategory;
  readonly code: FailureCode;
  readonly message: string;
  /** `failed`: the provider said no; `error`: no usable answer came from it (providers/tokeflow.md 5.1). */
  readonly status: "failed" | "error";
}

/** The failure kinds that go on to the next connector when the merchant has not chosen otherwise. */
export const defaultCascade: readonly FailureCategory[] = ["SOFT_DECLINE", "TECHNICAL", "CONFIGURATION"];

export function isFailureCode(text: string): text is FailureCode {
  return Object.hasOwn(catalogue, text);
}

/** The catalogue's entry; connectors hold codes as text, and only the catalogue's may be stored. */
export function failureOf(code: string): Failure {
  if (!isFailureCode(code)) throw new Error(`The failure catalogue has no ${code}.`);
  const [category, message] = catalogue[code];
  const status = category === "TECHNICAL" || category === "CONFIGURATION" ? "error" : "failed";
  return { category, code, message, status };
}

/** Whether a word may stand in a cascade's `on`: a category, or one code of it. Closed payments never cascade. */
export function isCascadeTrigger(word: string): boolean {
  const category = isFailureCode(word) ? failureOf(word).category : failureCategories.find((known) => known === word);
  return category !== undefined && category !== "EXPIRED" && category !== "CANCELED";
}

/**
 * Whether a failure goes on to the next connector. A provider that timed out may have charged the customer after all,
 * so TECHNICAL alone does not cover PROVIDER_TIMEOUT: the merchant accepts that risk by naming it (5.6).
 */
export function cascades(failure: Failure, on: readonly string[]): boolean {
  if (on.includes(failure.code)) return true;
  return failure.code !== "PROVIDER_TIMEOUT" && on.includes(failure.category);
}
