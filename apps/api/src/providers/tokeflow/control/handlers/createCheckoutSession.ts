import { requireToken } from "../../store/cards.ts";
import { create } from "../../store/checkout-sessions.ts";
import { requireCustomer } from "../../store/customers.ts";
import { namedOrFirst } from "../../store/merchants.ts";
import type { Handler } from "../handler.ts";
import { dateFromWire, sessionToWire } from "../wire/objects.ts";

export const createCheckoutSession: Handler<"createCheckoutSession"> = async ({ body }, ctx) => {
  const { amount, currency, customer_id: customerId = null, card_ciphertext_id: cardToken = null } = body;
  const { id: merchantId } = await namedOrFirst(ctx, body.merchant_id);
  if (customerId !== null) await requireCustomer(ctx, customerId, merchantId);
  if (cardToken !== null) await requireToken(ctx, cardToken);
  const expiresAt = dateFromWire(body.expires_at);
  const session = await create(ctx, { merchantId, customerId, amount, currency, cardToken, expiresAt });
  return { status: 201, body: sessionToWire(session) };
};
