/** The scopes that the operations here ask for; any one that an operation names is enough (providers/checkout.md 2.3). */
export const ownScopes = ["flow", "flow:workflows", "flow:events", "flow:reflow"] as const;

/**
 * Scopes of neighbouring APIs. Nothing here asks for them, but official SDKs and suites request them together with
 * `flow`, and one scope that a client lacks would cost it the whole token (2.2, 4.17).
 */
const neighbours = [
  "accounts",
  "balances",
  "balances:top-up-instructions",
  "balances:view",
  "card-management",
  "compliance-requests",
  "compliance-requests:read",
  "compliance-requests:respond",
  "disputes",
  "disputes:accept",
  "disputes:provide-evidence",
  "disputes:scheme-files",
  "disputes:view",
  "files",
  "files:download",
  "files:retrieve",
  "files:upload",
  "financial-actions",
  "financial-actions:view",
  "forward",
  "forward:secrets",
  "fx",
  "gateway",
  "gateway:payment",
  "gateway:payment-authorizations",
  "gateway:payment-cancellations",
  "gateway:payment-captures",
  "gateway:payment-contexts",
  "gateway:payment-details",
  "gateway:payment-refunds",
  "gateway:payment-voids",
  "identity-verification",
  "issuing-disputes",
  "issuing:card-management-read",
  "issuing:card-management-write",
  "issuing:card-mgmt",
  "issuing:client",
  "issuing:controls-read",
  "issuing:controls-write",
  "issuing:disputes-read",
  "issuing:disputes-write",
  "issuing:transactions-read",
  "issuing:transactions-write",
  "marketplace",
  "middleware",
  "middleware:merchants-public",
  "middleware:merchants-secret",
  "payment-sessions",
  "payments:search",
  "payouts:bank-details",
  "reports",
  "reports:view",
  "sessions:app",
  "sessions:browser",
  "transactions",
  "transfers",
  "transfers:create",
  "transfers:view",
  "vault",
  "vault:apme-enrollment",
  "vault:card-metadata",
  "vault:customers",
  "vault:gpayme-enrollment",
  "vault:instruments",
  "vault:network-tokens",
  "vault:real-time-account-updater",
  "vault:tokenization",
  "vault:tokens-metadata",
  // One scope is published with a space in it, and in a list with spaces between them it is two.
  "Payment",
  "Context",
] as const;

/** Everything that a key or a client can be granted. */
export const scopes: readonly string[] = [...ownScopes, ...neighbours];

/** The scopes in a request's `scope`, each once and in its order. */
export function scopesOf(text: string | undefined): readonly string[] {
  return [...new Set((text ?? "").split(" "))].filter((scope) => scope !== "");
}
