import type { Source } from "./source.ts";

/** 3-D Secure (providers/checkout.md 6.5). */
export const sessions = {
  displayName: "Authentication",
  description: "Cardholders who prove who they are, by 3-D Secure",
  version: "2.1.0",
  hasProcessingChannel: true,
  types: {
    authentication_approved: "The cardholder was authenticated",
    authentication_attempted: "Authentication was tried, but the issuer or the card does not take part in it",
    authentication_expired: "The cardholder did not finish the authentication in time",
    authentication_failed: "The cardholder could not be authenticated, or the issuer refused to",
    authentication_started: "An authentication began",
    error_details: "What went wrong technically in an authentication",
  },
} as const satisfies Source;
