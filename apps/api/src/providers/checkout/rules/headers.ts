import { type Find, isMissing, isRecord } from "./problems.ts";

/** Ours to write, or parts of how a request is framed: with any of these from outside no request would arrive (9.28). */
const reserved = new Set([
  "cko-signature",
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * A token, and visible text with blanks inside (RFC 9110, 5.1 and 5.5): anything else could not be sent, or would be two
 * headers, or would arrive without the blanks around it.
 */
const namePattern = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const valuePattern = /^(?![\t ])[\t\x20-\x7e\x80-\xff]*(?<![\t ])$/;

/** The headers that a webhook carries besides its own, verbatim; `{}` where none were given (providers/checkout.md 4.2). */
export function readHeaders(given: unknown, field: string, find: Find): Record<string, string> {
  // PHP writes an object without members as [].
  if (isMissing(given) || (Array.isArray(given) && given.length === 0)) return {};
  if (!isRecord(given)) {
    find("headers_invalid", field, "headers is an object of header names and their values.");
    return {};
  }
  const headers = new Map<string, string>();
  const seen = new Set<string>();
  for (const [name, value] of Object.entries(given)) {
    const key = name.toLowerCase();
    if (reserved.has(key)) find("headers_invalid", field, `The header ${key} cannot be chosen.`);
    else if (seen.has(key)) find("headers_invalid", field, `The header ${key} is named twice.`);
    else if (!namePattern.test(name)) find("headers_invalid", field, "A header has a name that cannot be sent.");
    else if (typeof value !== "string" || !valuePattern.test(value))
      find("headers_invalid", field, `The header ${key} has a value that cannot be sent.`);
    else headers.set(name, value);
    seen.add(key);
  }
  return Object.fromEntries(headers);
}
