/**
 * The month until which a card is valid, as people and browsers write it, in the spelling of the rules: `08/29`, `8 / 2029`
 * and `0829`, which is all that some keyboards of phones allow, become `2029-08`. Anything else stays as it is.
 */
export function expiryFrom(text: string): string {
  const typed = text.trim();
  const [, month, year] =
    /^(\d{1,2})\s*[/.\s-]\s*(\d{2}|\d{4})$/.exec(typed) ?? /^(\d{2})(\d{2}|\d{4})$/.exec(typed) ?? [];
  if (month === undefined || year === undefined) return typed;
  return `${year.length === 2 ? "20" : ""}${year}-${month.padStart(2, "0")}`;
}
