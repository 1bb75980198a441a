import { hash } from "node:crypto";

/** SHA-256 of a text's UTF-8 bytes. */
export function digest(text: string): Uint8Array {
  return new Uint8Array(hash("sha256", text, "buffer"));
}

/** Up to 70 decimal digits that belong to a text: numbers that differ between objects and repeat for one. */
export function digitsOf(text: string, length: number): string {
  return BigInt(`0x${hash("sha256", text, "hex")}`)
    .toString()
    .padStart(length, "0")
    .slice(-length);
}

/** 32 hexadecimal digits that belong to a text, grouped as in a UUID. */
export function uuidOf(text: string): string {
  return hash("sha256", text, "hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}
