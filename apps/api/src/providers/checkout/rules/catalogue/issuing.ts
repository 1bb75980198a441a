import type { Source } from "./source.ts";

/** Cards that the account itself issues. Of the last three only the type is public, not the source (6.5). */
export const issuing = {
  displayName: "Issuing",
  description: "Cards that you issue, and what is done with them",
  version: "2.0.0",
  hasProcessingChannel: false,
  types: {
    authorization_approved: "A purchase with an issued card was authorized",
    authorization_declined: "A purchase with an issued card was refused",
    authorization_advice_received: "The scheme decided on a purchase in your place and tells the outcome",
    presentment_received: "A merchant claimed the money of a purchase",
    reversal_approved: "An authorization was taken back in part or in full",
    reversal_declined: "Taking back an authorization was refused",
    "3ds_card_enrolled": "An issued card was enrolled for 3-D Secure",
    card_activated: "An issued card became usable",
    issuing_dispute_closed: "A dispute that you raised about a purchase came to its end",
  },
} as const satisfies Source;
