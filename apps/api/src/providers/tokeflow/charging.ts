import type { components } from "@understudy/contracts/tokeflow";
import type { CallContext, Context } from "@understudy/engine";
import { callerOf } from "./caller.ts";
import { chance } from "./rules/chance.ts";
import { type Charged, charge } from "./rules/charge.ts";
import { customerOf, settleTerms, type Terms } from "./rules/creation.ts";
import { decide, meetsChance } from "./rules/routing.ts";
import { factsOf } from "./rules/routing-facts.ts";
import type { TransactionDraft } from "./rules/transaction.ts";
import { type KnownCard, load as loadCard } from "./store/cards.ts";
import { type CheckoutSession, load as loadSession } from "./store/checkout-sessions.ts";
import { requireCustomer } from "./store/customers.ts";
import type { NewInstrument } from "./store/instruments.ts";
import { type Merchant, requireMerchant } from "./store/merchants.ts";
import { nextDraw, type Routing, routingOf } from "./store/routing.ts";

type Body = components["schemas"]["CreateTransaction"];

/** A request with everything that it names: ready to be charged. */
export interface Prepared {
  readonly draft: TransactionDraft;
  readonly merchant: Merchant;
  readonly card: KnownCard | null;
  readonly routing: Routing;
  /** Whether to charge it takes a draw of chance. */
  readonly isChancy: boolean;
  /** Whether to charge it can be felt even if nothing is written: by a draw, or by a wait. */
  readonly isFelt: boolean;
}

export interface Settled {
  readonly charged: Charged;
  /** The stored card that a verification brings forth. */
  readonly instrument: NewInstrument | undefined;
}

/** Loads what a valid request names, or refuses it; nothing is charged and nothing written. */
export async function prepare(ctx: CallContext, body: Body): Promise<Prepared> {
  const { organizationId, merchantId: ownMerchantId } = callerOf(ctx.credential);
  const session = body.checkout_session_id
    ? await loadSession(ctx, body.checkout_session_id, ownMerchantId ?? body.merchant_id)
    : null;
  const terms = settleTerms(requestOf(body), { ownMerchantId, session });
  const merchant = await requireMerchant(ctx, terms.merchantId);
  if (body.customer_id !== undefined) await requireCustomer(ctx, body.customer_id, merchant.id);
  const card = terms.cardSource && (await loadCard(ctx, terms.cardSource, merchant.id));
  const customerId = customerOf(body.customer_id, session, card?.customerId ?? null);
  const draft = draftOf(ctx, body, terms, { organizationId, customerId, session });
  const routing = await routingOf(ctx, merchant.id);
  const isChancy = meetsChance(routing.tree, routing.connectors);
  const isFelt = isChancy || routing.connectors.some(({ latencyIsReal }) => latencyIsReal);
  return { draft, merchant, card, routing, isChancy, isFelt };
}

/** Routes and charges: all between a sound request and the row to write. Counts a draw where chance is met. */
export async function settle(ctx: Context, { draft, merchant, card, routing, isChancy }: Prepared): Promise<Settled> {
  const luck = chance(merchant.seed, isChancy ? await nextDraw(ctx, merchant.id) : 0);
  const decision = decide(routing.tree, routing.connectors, factsOf(draft, card), luck);
  const charged = charge(draft, decision, {
    card,
    payee: merchant,
    chance: luck,
    instrumentId: ctx.newId("pi"),
    newAttemptId: () => ctx.newId("att"),
  });
  return { charged, instrument: instrumentOf(charged, card, ctx) };
}

/** The stored card that a verified one becomes. */
export function instrumentOf(charged: Charged, card: KnownCard | null, ctx: Context): NewInstrument | undefined {
  const { savedInstrumentId: id, transaction } = charged;
  if (id === null || card === null) return undefined;
  const { merchantId, customerId } = transaction;
  const { brand, bin, last4, expiryMonth, expiryYear, testValue } = card;
  return { id, merchantId, customerId, brand, bin, last4, expiryMonth, expiryYear, testValue, createdAt: ctx.now };
}

function requestOf(body: Body) {
  return {
    paymentMethod: body.payment_method,
    chargeType: body.charge_type,
    amount: body.amount,
    currency: body.currency,
    merchantId: body.merchant_id,
    cardToken: body.card_ciphertext_id,
    paymentInstrumentId: body.payment_instrument_id,
    checkoutSessionId: body.checkout_session_id,
    walletType: body.wallet_type,
  };
}

interface Origin {
  readonly organizationId: string;
  readonly customerId: string | null;
  readonly session: CheckoutSession | null;
}

function draftOf(
  ctx: Context,
  body: Body,
  terms: Terms,
  { organizationId, customerId, session }: Origin,
): TransactionDraft {
  const { merchantId, amount, currency, walletType, cardSource } = terms;
  return {
    id: ctx.newId("tx"),
    organizationId,
    merchantId,
    orderId: ctx.newId("ord"),
    subscriptionId: null,
    externalOrderId: body.external_order_id ?? null,
    customerId,
    paymentInstrumentId: cardSource?.kind === "instrument" ? cardSource.id : null,
    checkoutSessionId: session?.id ?? null,
    cardToken: cardSource?.kind === "token" ? cardSource.token : null,
    amount,
    currency,
    paymentMethod: body.payment_method,
    chargeType: body.charge_type,
    walletType,
    country: body.country,
    riskScore: body.risk_score ?? null,
    installments: body.installments ?? null,
    metadata: body.metadata ?? {},
    capture: body.capture ?? true,
    createdAt: ctx.now,
  };
}
