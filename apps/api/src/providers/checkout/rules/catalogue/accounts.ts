import type { Source } from "./source.ts";

const types = {
  sub_entity_created: "A sub-entity was registered",
  status_changed: "The status of a sub-entity changed",
  payments_enabled: "A sub-entity may take payments now",
  payments_disabled: "A sub-entity may no longer take payments",
  payouts_enabled: "A sub-entity may be paid out now",
  payouts_disabled: "A sub-entity may no longer be paid out",
  match_passed: "The register of terminated merchants does not list the sub-entity",
  match_failed: "The register of terminated merchants lists the sub-entity",
  vmss_passed: "Visa's screening of merchants found nothing against the sub-entity",
  vmss_failed: "Visa's screening of merchants found something against the sub-entity",
  full_dd_passed: "The full due diligence on a sub-entity ended well",
  full_dd_failed: "The full due diligence on a sub-entity ended badly",
  payment_instrument_created: "A sub-entity got a payment instrument to be paid out to",
  payment_instrument_error: "A payment instrument could not be processed",
  payment_instrument_rejected: "A payment instrument was turned down",
  payment_instrument_verified: "A payment instrument may be used",
  payment_instrument_verification_passed: "The check of a payment instrument ended well",
  payment_instrument_verification_failed: "The check of a payment instrument ended badly",
  transfer_status_changed: "A transfer between balances moved on",
} as const;

/** Sub-entities of platforms (providers/checkout.md 6.5). Its version is not public. */
export const accounts = {
  displayName: "Accounts",
  description: "Sub-entities of a platform: their checks, their rights and their payouts",
  version: "1.0.0",
  hasProcessingChannel: false,
  types: {
    ...types,
    payout_paid: "A sub-entity was paid out",
    payout_declined: "Paying a sub-entity out was refused",
  },
} as const satisfies Source;

/** What accounts were called before; it never knew payouts (6.5). */
export const marketplace = {
  displayName: "Marketplace",
  description: "Sub-entities under the older name of accounts",
  version: "1.0.0",
  hasProcessingChannel: false,
  types,
} as const satisfies Source;
