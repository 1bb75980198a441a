import { randomUUID } from "node:crypto";

/** An error's `fingerprint`, which the log has too (providers/transactionlink.md 2.5, 9.20). */
export function newRequestId(): string {
  return randomUUID();
}
