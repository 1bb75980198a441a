import { hash } from "node:crypto";

/** SHA-256 of a text's UTF-8 bytes. */
export function digest(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hash("sha256", text, "buffer"));
}
