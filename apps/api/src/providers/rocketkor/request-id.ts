import { randomBytes } from "node:crypto";

/** An error's `traceId`, which the log has too. Of the provider's own no more is public than that it is a text. */
export function newRequestId(): string {
  return randomBytes(16).toString("hex");
}
