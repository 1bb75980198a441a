/** Why a customer may decline. The first is the one of the provider's that is public, the others are ours (providers/rocketkor.md 4.4, OD-14). */
export const declineReasons = [
  "DONT_KNOW_BUSINESS_SENDER",
  "INCORRECT_INFORMATION",
  "NO_LONGER_NEEDED",
  "OTHER",
] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** What is said for a customer who says none. */
export const usualDeclineReason: DeclineReason = "DONT_KNOW_BUSINESS_SENDER";
