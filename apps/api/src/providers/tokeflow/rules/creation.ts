import { Refusal } from "@understudy/domain";
import { type ChargeType, isCardMethod, isPaidLater, type PaymentMethod } from "./transaction.ts";

/** What the rules of a creation look at. */
export interface CreationRequest {
  readonly paymentMethod: PaymentMethod;
  readonly chargeType: ChargeType;
  /** In minor units. */
  readonly amount?: number | undefined;
  readonly currency?: string | undefined;
  readonly merchantId?: string | undefined;
  /** The wire's `card_ciphertext_id`. */
  readonly cardToken?: string | undefined;
  readonly paymentInstrumentId?: string | undefined;
  readonly checkoutSessionId?: string | undefined;
  readonly walletType?: string | undefined;
}

/** What is known besides the request. */
export interface Circumstances {
  /** The merchant of a merchant key; null for an organization key. */
  readonly ownMerchantId: string | null;
  /** The session that `checkoutSessionId` names; null when it names none. */
  readonly session: CheckoutSession | null;
}

export interface CheckoutSession {
  readonly amount: number;
  readonly currency: string;
  /** The card that the customer left in the session, if one. */
  readonly cardToken: string | null;
}

export interface CreationProblem {
  /** By its wire name. */
  readonly field: string;
  readonly code: "missing" | "invalid";
  readonly message: string;
}

export type CardSource =
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "instrument"; readonly id: string };

/** What a sound request comes to. */
export interface Terms {
  readonly merchantId: string;
  readonly amount: number;
  readonly currency: string;
  /** Null for all but card methods. */
  readonly cardSource: CardSource | null;
  /** Null for all but wallets. */
  readonly walletType: string | null;
}

/**
 * Settles what a creation is about, or refuses it with all of its problems at once.
 *
 * With a checkout session, amount and currency are the session's and sent ones are ignored (seed). In the same spirit a
 * card source beside a method that needs none is ignored, and a token is not used up by it: the seed calls it not
 * required, not forbidden. A setup_verification may name a nominal amount instead of 0 (seed) and bills neither. A merchant key that names another merchant is forbidden before all else (9.18).
 */
export function settleTerms(request: CreationRequest, circumstances: Circumstances): Terms {
  const { ownMerchantId, session } = circumstances;
  if (ownMerchantId !== null && request.merchantId !== undefined && request.merchantId !== ownMerchantId) {
    const message = "A merchant key acts for its own merchant only: leave merchant_id out.";
    throw new Refusal("forbidden", message, { field: "merchant_id" });
  }
  const problems = problemsOf(request, circumstances);
  const merchantId = ownMerchantId ?? request.merchantId;
  const { amount, currency } = session ?? request;
  if (problems.length > 0 || merchantId === undefined || amount === undefined || currency === undefined)
    throw refusalOf(problems);
  return {
    merchantId,
    amount,
    currency,
    cardSource: isCardMethod(request.paymentMethod) ? cardSourceOf(request, session) : null,
    walletType: request.paymentMethod === "wallet" ? (request.walletType ?? null) : null,
  };
}

/**
 * Whom the charge is attributed to: the customer that was sent, else the session's, else the one whose saved card is
 * charged. A saved card is charged for nobody but its own customer, if it has one.
 */
export function customerOf(
  sent: string | undefined,
  session: { readonly customerId: string | null } | null,
  cardholder: string | null,
): string | null {
  const customerId = sent ?? session?.customerId ?? null;
  if (customerId === null || cardholder === null || customerId === cardholder) return customerId ?? cardholder;
  const field = sent === undefined ? "checkout_session_id" : "customer_id";
  throw new Refusal("invalid", "The payment instrument belongs to another customer.", { field });
}

/** Every rule of `POST /transactions` that the request breaks and a schema cannot say (providers/tokeflow.md 4.1). */
export function problemsOf(request: CreationRequest, { ownMerchantId, session }: Circumstances): CreationProblem[] {
  const problems: CreationProblem[] = [];
  const missing = (field: string, message: string) => problems.push({ field, code: "missing", message });
  const { paymentMethod, chargeType, merchantId, walletType } = request;
  const { amount, currency } = session ?? request;
  const amountField = session ? "checkout_session_id" : "amount";
  const find = (field: string, message: string) => problems.push({ field, code: "invalid", message });

  if (ownMerchantId === null && merchantId === undefined)
    missing("merchant_id", "merchant_id is required with an organization key.");
  if (amount === undefined) missing("amount", "amount is required unless checkout_session_id is sent.");
  else if (chargeType === "payment" && amount <= 0) find(amountField, "amount must be a positive integer.");
  if (currency === undefined) missing("currency", "currency is required unless checkout_session_id is sent.");
  else if (isPaidLater(paymentMethod) && currency !== "BRL")
    find(session ? "checkout_session_id" : "currency", `${paymentMethod} charges are made in BRL.`);
  if (paymentMethod === "wallet" && walletType === undefined)
    missing("wallet_type", "wallet_type is required when payment_method is wallet.");
  if (chargeType === "setup_verification" && !isCardMethod(paymentMethod))
    find("payment_method", "A setup_verification needs credit_card or debit_card.");
  if (isCardMethod(paymentMethod)) problems.push(...cardProblemsOf(request, session));
  return problems;
}

/**
 * A card charge has exactly one card: new, saved, or left in its checkout session. A session that holds none is charged
 * with a card sent beside it (9.11).
 */
function cardProblemsOf(
  { cardToken, paymentInstrumentId }: CreationRequest,
  session: CheckoutSession | null,
): readonly CreationProblem[] {
  const field = "card_ciphertext_id";
  const cards = [cardToken, paymentInstrumentId, session?.cardToken].filter((source) => source != null).length;
  if (cards === 1) return [];
  const rule = "A card charge needs exactly one of card_ciphertext_id, payment_instrument_id and checkout_session_id";
  if (cards > 1) return [{ field, code: "invalid", message: `${rule}, but more than one card was sent.` }];
  if (session === null) return [{ field, code: "missing", message: `${rule}.` }];
  const message = "The checkout session holds no card: send card_ciphertext_id or payment_instrument_id with it.";
  return [{ field, code: "missing", message }];
}

function cardSourceOf(request: CreationRequest, session: CheckoutSession | null): CardSource | null {
  if (request.paymentInstrumentId !== undefined) return { kind: "instrument", id: request.paymentInstrumentId };
  const token = request.cardToken ?? session?.cardToken ?? null;
  return token === null ? null : { kind: "token", token };
}

function refusalOf(problems: readonly CreationProblem[]): Refusal {
  const fields: Record<string, string[]> = {};
  for (const { field, message } of problems) fields[field] = [...(fields[field] ?? []), message];
  const code = problems.every((problem) => problem.code === "missing") ? "missing" : "invalid";
  const details = { ...(problems[0] && { field: problems[0].field }), fields };
  return new Refusal(code, problems.length === 1 ? (problems[0]?.message ?? "") : "Validation failed", details);
}
