import { Refusal } from "@understudy/domain";
import { brandOf } from "./card-number.ts";
import type { FailureCode } from "./failure.ts";

/** How the issuer answers a 3-D Secure request: by a page, at once, as merely attempted, or with a refusal. */
export type ThreeDsAnswer = "challenge" | "authenticated" | "attempted" | "rejected";

/** What a test value makes an acquirer do; nothing at all means that the connector's profile decides. */
export interface Behaviour {
  /** One sentence for the docs. */
  readonly outcome: string;
  readonly failure?: FailureCode;
  /** The failure happens on the first connector only, so that the cascade shows. */
  readonly firstOnly?: true;
  readonly threeDs?: ThreeDsAnswer;
}

/** The stated outcomes, by the name that a token keeps instead of its number (providers/tokeflow.md 8.2, 8.4). */
const behaviours = {
  approve: { outcome: "Approved, unless the connector's profile says otherwise." },
  decline: { outcome: "Declined by every issuer: do not honor (soft).", failure: "DO_NOT_HONOR" },
  insufficient_funds: { outcome: "Declined: insufficient funds (soft).", failure: "INSUFFICIENT_FUNDS" },
  limit_exceeded: { outcome: "Declined: limit exceeded (soft).", failure: "LIMIT_EXCEEDED" },
  lost_card: { outcome: "Declined: card reported lost (hard).", failure: "LOST_CARD" },
  stolen_card: { outcome: "Declined: card reported stolen (hard).", failure: "STOLEN_CARD" },
  expired_card: { outcome: "Declined: expired card (hard).", failure: "EXPIRED_CARD" },
  bad_cvc: { outcome: "Declined: wrong security code (hard).", failure: "CARD_ERROR" },
  fraud: { outcome: "Declined: suspected fraud.", failure: "SUSPECTED_FRAUD" },
  technical_error: { outcome: "Every acquirer has a technical problem.", failure: "ACQUIRER_PROBLEM" },
  unavailable: { outcome: "No provider can be reached.", failure: "PROVIDER_UNAVAILABLE" },
  timeout: { outcome: "The provider does not answer in time; nobody knows its outcome.", failure: "PROVIDER_TIMEOUT" },
  decline_then_approve: {
    outcome: "Declined for insufficient funds by the first connector, approved by any fallback.",
    failure: "INSUFFICIENT_FUNDS",
    firstOnly: true,
  },
  error_then_approve: {
    outcome: "The first connector answers nonsense, any fallback approves.",
    failure: "INVALID_PROVIDER_RESPONSE",
    firstOnly: true,
  },
  three_ds_challenge: { outcome: "Waits for a 3-D Secure challenge; then approved.", threeDs: "challenge" },
  three_ds_challenge_decline: {
    outcome: "Waits for a 3-D Secure challenge; then declined: do not honor.",
    threeDs: "challenge",
    failure: "DO_NOT_HONOR",
  },
  three_ds_frictionless: { outcome: "Authenticated without a challenge and approved.", threeDs: "authenticated" },
  three_ds_attempted: {
    outcome: "Authentication attempted only (issuer not enrolled); approved.",
    threeDs: "attempted",
  },
  three_ds_rejected: { outcome: "Authentication refused at once.", threeDs: "rejected" },
} as const satisfies Record<string, Behaviour>;

export type TestValue = keyof typeof behaviours;

/** Every number that the acquirers know, in the order in which the docs list them. */
export const testCards: readonly { readonly number: string; readonly testValue: TestValue }[] = [
  { number: "4111111111111111", testValue: "approve" },
  { number: "4242424242424242", testValue: "approve" },
  { number: "5555555555554444", testValue: "approve" },
  { number: "2223003122003222", testValue: "approve" },
  { number: "378282246310005", testValue: "approve" },
  { number: "38000000000006", testValue: "approve" },
  { number: "6011111111111117", testValue: "approve" },
  { number: "6362970000457013", testValue: "approve" },
  { number: "6062826786276634", testValue: "approve" },
  { number: "4000000000000002", testValue: "decline" },
  { number: "5105105105105100", testValue: "decline" },
  { number: "4000000000009995", testValue: "insufficient_funds" },
  { number: "4000000000006975", testValue: "limit_exceeded" },
  { number: "4000000000009987", testValue: "lost_card" },
  { number: "4000000000009979", testValue: "stolen_card" },
  { number: "4000000000000069", testValue: "expired_card" },
  { number: "4000000000000127", testValue: "bad_cvc" },
  { number: "4100000000000019", testValue: "fraud" },
  { number: "4000000000000119", testValue: "technical_error" },
  { number: "4000000000005035", testValue: "unavailable" },
  { number: "4000000000004087", testValue: "timeout" },
  { number: "4000000000003022", testValue: "decline_then_approve" },
  { number: "4000000000005027", testValue: "error_then_approve" },
  { number: "4000003800000446", testValue: "three_ds_challenge" },
  { number: "4000008400001629", testValue: "three_ds_challenge_decline" },
  { number: "4000000000003055", testValue: "three_ds_frictionless" },
  { number: "4000000000003220", testValue: "three_ds_attempted" },
  { number: "4000008400001280", testValue: "three_ds_rejected" },
];

const testValueOf = new Map(testCards.map(({ number, testValue }) => [number, testValue]));

/** What is kept of a card; never its number. */
export interface CardDescription {
  /** The issuer's part of the number: 8 digits, or 6 where the number has fewer than 16. */
  readonly bin: string;
  readonly last4: string;
  readonly brand: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
  readonly testValue: TestValue;
}

/**
 * Describes a test card; without a number one that approves, without an expiry one that holds for three years. A past
 * expiry is allowed: the card then declines as expired. Any other number is refused, as Hyperswitch's dummy connector
 * does (8.2): an outcome that nobody stated would be a guess. The refusal does not repeat the number.
 */
export function describeCard(
  now: Date,
  number = "4111111111111111",
  expiry: { readonly month: number; readonly year: number } = { month: 12, year: now.getUTCFullYear() + 3 },
): CardDescription {
  const digits = number.replaceAll(/[ -]/g, "");
  const testValue = testValueOf.get(digits);
  const brand = brandOf(digits);
  if (testValue === undefined || brand === undefined) {
    const known = testCards.map((card) => `${card.number} (${card.testValue})`).join(", ");
    throw new Refusal("invalid", `number is not a test card. Use one of: ${known}.`, { field: "number" });
  }
  const bin = digits.slice(0, digits.length < 16 ? 6 : 8);
  return { bin, last4: digits.slice(-4), brand, expiryMonth: expiry.month, expiryYear: expiry.year, testValue };
}

/** Rows hold test values as text, and only `describeCard` writes them. */
export function behaviourOf(testValue: string): Behaviour {
  if (!Object.hasOwn(behaviours, testValue)) throw new Error(`No card has the test value ${testValue}.`);
  return behaviours[testValue as TestValue];
}

/** A card holds to the end of the month printed on it. */
export function hasExpired(card: { readonly expiryMonth: number; readonly expiryYear: number }, at: Date): boolean {
  return at.getTime() >= Date.UTC(card.expiryYear, card.expiryMonth, 1);
}
