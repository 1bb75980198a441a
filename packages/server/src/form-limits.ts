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
  // Each part begins with one, and one ends the last.
  let delimiters = 0;
  for (let at = bytes.indexOf(delimiter); at >= 0; at = bytes.indexOf(delimiter, at)) {
    at += delimiter.length;
    delimiters += 1;
    if (delimiters > mostParts + 1) throw new Refusal("too_large", `A form may have at most ${mostParts} parts.`);
    const header = bytes.subarray(at, at + longestHeader);
    const isLast = header.toString("latin1", 0, 2) === "--";
    if (!isLast && header.length === longestHeader && !header.includes("\r\n\r\n")) {
      throw new Refusal("too_large", `The header of a form's part may have at most ${longestHeader} bytes.`);
    }
  }
}
