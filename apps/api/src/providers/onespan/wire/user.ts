import type { components } from "@understudy/contracts/onespan";
import type { User } from "../rules/transaction.ts";

/** As it was sent, with what the provider does not name. */
export function userToWire(user: User): components["schemas"]["User"] {
  // Judged when it came, and kept as it stands.
  return user as components["schemas"]["User"];
}
