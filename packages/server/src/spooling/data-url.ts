/** The most characters that may stand before a file's own. */
export const longestHead = 256;

/** Of a `data:` URL in base64, all that stands before the bytes; undefined where a text begins otherwise. */
export function headOf(text: string): string | undefined {
  const head = text.slice(0, text.indexOf(",") + 1);
  return head.length <= longestHead && /^data:.*;base64,$/is.test(head) ? head : undefined;
}

/** A text of JSON with those escapes undone that writers of JSON put into such heads. */
export function unescaped(text: string): string {
  return text.replace(/\\(?:\/|u00([0-9a-fA-F]{2}))/g, (_, code?: string) =>
    code === undefined ? "/" : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
