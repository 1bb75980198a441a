import { randomUUID } from "node:crypto";

/** Stands in the log, and in the message of a failure. The provider itself is not known to show any. */
export function newRequestId(): string {
  return randomUUID();
}
