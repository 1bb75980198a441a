import { Refusal } from "@understudy/domain";

const mostFields = 2_000;
const mostParts = 200;
const longestHeader = 8_192;

/**
 * Refuses what would keep a parser of urlencoded forms busy for seconds: what such a one does grows faster than the
 * number of fields. Throws Refusal `too_large`.
 */
export function checkFields(text: string): void {
  let fields = 1;
  for (let at = text.indexOf("&"); at >= 0; at = text.indexOf("&", at + 1)) {
    fields += 1;
    if (fields > mostFields) throw new Refusal("too_large", `A form may have at most ${mostFields} fields.`);
  }
}

/**
 * Refuses multipart forms that are nearly nothing but parts or headers, of which each byte costs a parser many times what
 * a file's does. Throws Refusal `too_large`.
 */
export function checkParts(bytes: Buffer, boundary: string): void {
  const delimiter = Buffer.from(`--${boundary}`);
  let parts = 0;
  for (let at = bytes.indexOf(delimiter); at >= 0; at = bytes.indexOf(delimiter, at)) {
    at += delimiter.length;
    if (bytes.toString("latin1", at, at + 2) === "--") continue;
    parts += 1;
    if (parts > mostParts) throw new Refusal("too_large", `A form may have at most ${mostParts} parts.`);
    const header = bytes.subarray(at, at + longestHeader);
    if (header.length === longestHeader && !header.includes("\r\n\r\n")) {
      throw new Refusal("too_large", `The header of a form's part may have at most ${longestHeader} bytes.`);
    }
  }
}
