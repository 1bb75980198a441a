const whole = () => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Bytes as text where they are UTF-8, else null, and in base64. `isCut`: more bytes may have followed. */
export function bytesToWire(bytes: Uint8Array, { isCut = false } = {}) {
  return { body: textOf(bytes, isCut), body_base64: Buffer.from(bytes).toString("base64") };
}

function textOf(bytes: Uint8Array, isCut: boolean): string | null {
  try {
    // A character that the cut goes through is left out.
    return whole().decode(bytes, { stream: isCut });
  } catch {
    return null;
  }
}

/** Header lines by name, in lower case; those that are repeated joined. */
export function headersToWire(lines: Iterable<readonly [name: string, value: string | readonly string[]]>) {
  const joined = new Map<string, string>();
  for (const [name, value] of lines) {
    const key = name.toLowerCase();
    const before = joined.get(key);
    joined.set(key, [...(before === undefined ? [] : [before]), ...[value].flat()].join(", "));
  }
  return Object.fromEntries(joined);
}
