import { createHash } from "node:crypto";

/** A number from 0 to below `limit` that is always the same for the same text, and looks like any. */
export function numberFrom(text: string, limit: number): number {
  return createHash("sha256").update(text, "utf8").digest().readUInt32BE(0) % limit;
}
