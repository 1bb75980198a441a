import { gateway } from "./gateway.ts";
import type { Source } from "./source.ts";

const { types } = gateway;

/** Money sent to a card (providers/checkout.md 6.5). Its version is not public; its events look like the gateway's. */
export const cardPayout = {
  displayName: "Card payout",
  description: "Payouts to cards",
  version: gateway.version,
  hasProcessingChannel: true,
  types: {
    payment_approved: "A payout to a card was accepted",
    payment_declined: "A payout to a card was refused",
  },
} as const satisfies Source;

/** Payments of accounts that were moved from the previous platform (6.5). Its version is not public either. */
export const mbccards = {
  displayName: "MBC cards",
  description: "Card payments of accounts that came from the previous platform",
  version: gateway.version,
  hasProcessingChannel: true,
  types: {
    card_verified: types.card_verified,
    card_verification_declined: types.card_verification_declined,
    payment_approved: types.payment_approved,
    payment_declined: types.payment_declined,
    payment_captured: types.payment_captured,
    payment_capture_declined: types.payment_capture_declined,
    payment_refunded: types.payment_refunded,
    payment_refund_declined: types.payment_refund_declined,
    payment_voided: types.payment_voided,
    payment_void_declined: types.payment_void_declined,
  },
} as const satisfies Source;
