import type { components } from "@understudy/contracts/tokeflow-control";
import type { Credential } from "@understudy/engine";
import { callerOf } from "../../caller.ts";
import type { TokenizedCard } from "../../store/cards.ts";
import type { CheckoutSession } from "../../store/checkout-sessions.ts";
import type { Merchant } from "../../store/merchants.ts";
import type { RateLimit } from "../../store/rate-limit.ts";
import type { Dispute } from "../rules/dispute.ts";

type Schemas = components["schemas"];

export function cardToWire(card: TokenizedCard): Schemas["Card"] {
  return {
    token: card.token,
    brand: card.brand,
    bin: card.bin,
    last4: card.last4,
    expiry_month: card.expiryMonth,
    expiry_year: card.expiryYear,
    test_value: card.testValue,
    expires_at: card.expiresAt.toISOString(),
  };
}

export function sessionToWire(session: CheckoutSession): Schemas["CheckoutSession"] {
  return {
    id: session.id,
    merchant_id: session.merchantId,
    customer_id: session.customerId,
    amount: session.amount,
    currency: session.currency,
    card_ciphertext_id: session.cardToken,
    expires_at: session.expiresAt?.toISOString() ?? null,
    completed_at: session.completedAt.toISOString(),
  };
}

export function merchantToWire(merchant: Merchant): Schemas["Merchant"] {
  return {
    id: merchant.id,
    name: merchant.name,
    organization_id: merchant.organizationId,
    city: merchant.city,
    seed: merchant.seed,
    created_at: merchant.createdAt.toISOString(),
  };
}

/** The key itself is not kept: its first characters are, and they carry the environment (`sk_test_mer_9c1e`). */
export function keyToWire(credential: Credential): Schemas["Key"] {
  const { access, merchantId, allowedIps } = callerOf(credential);
  return {
    id: credential.id,
    hint: credential.hint,
    kind: merchantId === null ? "organization" : "merchant",
    access,
    environment: credential.hint.split("_")[1] === "live" ? "live" : "test",
    merchant_id: merchantId,
    // Only what the spec lists is ever minted.
    scopes: credential.scopes as Schemas["Scope"][],
    allowed_ips: [...allowedIps],
    expires_at: credential.expiresAt?.toISOString() ?? null,
    created_at: credential.createdAt.toISOString(),
    revoked_at: credential.revokedAt?.toISOString() ?? null,
  };
}

export function disputeToWire(dispute: Dispute): Schemas["Dispute"] {
  return {
    id: dispute.id,
    transaction_id: dispute.transactionId,
    amount: dispute.amount,
    reason: dispute.reason,
    status: dispute.status,
    created_at: dispute.createdAt.toISOString(),
    updated_at: dispute.updatedAt.toISOString(),
  };
}

export function rateLimitToWire({ requests, windowSeconds }: RateLimit): Schemas["RateLimit"] {
  return { requests, window_seconds: windowSeconds };
}

export function dateFromWire(value: string | null | undefined): Date | null {
  return value == null ? null : new Date(value);
}
