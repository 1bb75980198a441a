/** What a step may take in or put out, as JSON. */
export const largestValueBytes = 1024 * 1024;

/**
 * Whether a value is at most so long as JSON. It stops counting where the limit is passed: a mapping may repeat a large
 * output thousands of times, and that text must never be made.
 */
export function isWithin(value: unknown, limit = largestValueBytes): boolean {
  return left(value, limit) >= 0;
}

/** What is left of the bytes after the value; negative where they did not suffice. */
function left(value: unknown, bytes: number): number {
  if (bytes < 0) return bytes;
  if (typeof value !== "object" || value === null || value instanceof Date)
    return bytes - Buffer.byteLength(JSON.stringify(value) ?? "null");
  const isList = Array.isArray(value);
  let rest = bytes - 2;
  let comma = 0;
  for (const [key, item] of isList ? value.entries() : Object.entries(value)) {
    if (rest < 0) return rest;
    const name = isList ? 0 : Buffer.byteLength(JSON.stringify(key)) + 1;
    rest = left(item, rest - comma - name);
    comma = 1;
  }
  return rest;
}
