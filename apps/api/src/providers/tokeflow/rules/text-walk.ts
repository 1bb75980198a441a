interface Place {
  readonly value: unknown;
  readonly key: string;
  readonly parent: Place | undefined;
}

/**
 * The dotted path of the first text in a JSON value that `matches`, or undefined. Object keys and numbers are texts
 * too. A key that matches is told by the path of its object, so that the answer never repeats it; the value itself is
 * "". Walks without recursion: a request may nest as deep as its size allows.
 */
export function findText(value: unknown, matches: (text: string) => boolean): string | undefined {
  const open: Place[] = [{ value, key: "", parent: undefined }];
  for (let place = open.pop(); place; place = open.pop()) {
    if (typeof place.value === "string" || typeof place.value === "number") {
      if (matches(String(place.value))) return pathOf(place);
    } else if (typeof place.value === "object" && place.value !== null) {
      for (const [key, inner] of Object.entries(place.value)) {
        if (matches(key)) return pathOf(place);
        open.push({ value: inner, key, parent: place });
      }
    }
  }
  return undefined;
}

function pathOf(place: Place): string {
  const keys: string[] = [];
  for (let at = place; at.parent; at = at.parent) keys.push(at.key);
  return keys.reverse().join(".");
}

/** Where a text stands that no database keeps as it was sent: with a NUL, or half of a surrogate pair. */
export function findUnstorableText(value: unknown): string | undefined {
  return findText(value, (text) => text.includes("\0") || !text.isWellFormed());
}
