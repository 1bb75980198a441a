import { randomBytes } from "node:crypto";

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

/** `0HL80RJLS76I7`: thirteen digits to the base of 32, the first two always the same (providers/checkout.md 2.4). */
export function newRequestId(): string {
  return Array.from(randomBytes(11)).reduce((id, byte) => id + digits.charAt(byte % digits.length), "0H");
}
