import type { components } from "@understudy/contracts/tokeflow";
import type { CallContext, Context } from "@understudy/engine";
import { callerOf } from "./caller.ts";
import { chance } from "./rules/chance.ts";
import { type Charged, charge } from "./rules/charge.ts";
import { settleTerms, type Terms } from "./rules/creation.ts";
import { decide, meetsChance } from "./rules/routing.ts";
import { factsOf } from "./rules/routing-facts.ts";
import type { TransactionDraft } from "./rules/transaction.ts";
import { type KnownCard, load as loadCard } from "./store/cards.ts";
import { type CheckoutSession, load as loadSession } from "./store/checkout-sessions.ts";
import { requireCustomer } from "./store/customers.ts";
import type { NewInstrument } from "./store/instruments.ts";
import { requireMerchant } from "./store/merchants.ts";
import { nextDraw, routingOf } from "./store/routing.ts";

type Body = components["schemas"]["CreateTransaction"];

export interface Settled {
  readonly charged: Charged;
  /** The stored card that a verification brings forth. */
  readonly instrument: NewInstrument | undefined;
}

/** Everything between a valid request and the row to write: what it names is loaded, routed and charged; nothing is written. */
export async function settle(ctx: CallContext, body: Body): Promise<Settled> {
  const { organizationId, merchantId: ownMerchantId } = callerOf(ctx.credential);
  const session = body.checkout_session_id
    ? await loadSession(ctx, body.checkout_session_id, ownMerchantId ?? body.merchant_id)
    : null;
  const terms = settleTerms(requestOf(body), { ownMerchantId, session });
  const merchant = await requireMerchant(ctx, terms.merchantId);
  const customerId = body.customer_id ?? session?.customerId ?? null;
  if (customerId !== null) await requireCustomer(ctx, customerId, merchant.id);
  const card = terms.cardSource && (await loadCard(ctx, terms.cardSource, merchant.id));
  const draft = draftOf(ctx, body, terms, { organizationId, customerId, session });
  const routing = await routingOf(ctx, merchant.id);
  const isChancy = meetsChance(routing.tree, routing.connectors);
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
