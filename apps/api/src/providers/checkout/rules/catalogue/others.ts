import type { Source } from "./source.ts";

/** Checks against financial crime (providers/checkout.md 6.5). The versions of this file's sources are not public. */
export const fincrime = {
  displayName: "Compliance",
  description: "Payments that are held for a check against financial crime",
  version: "1.0.0",
  hasProcessingChannel: true,
  types: { payment_compliance_review: "A payment is being reviewed" },
} as const satisfies Source;

export const clientBalances = {
  displayName: "Balances",
  description: "The money on your accounts with the provider",
  version: "1.0.0",
  hasProcessingChannel: false,
  types: {
    sub_account_low_balance_threshold_exceeded: {
      displayName: "Balance below threshold",
      description: "A sub-account holds less than the limit that you set",
    },
  },
} as const satisfies Source;

/** The type is public, its source is not: this id is a guess after the family's name (6.5). */
export const fraud = {
  displayName: "Fraud",
  description: "Fraud that issuers report",
  version: "1.0.0",
  hasProcessingChannel: true,
  types: { fraud_reported: "An issuer reported a payment as fraudulent" },
} as const satisfies Source;
