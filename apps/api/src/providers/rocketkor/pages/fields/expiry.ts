/**
 * The month until which a card is valid, as people and browsers write it, in the spelling of the rules: `08/29`, `8 / 2029`
 * and `0829`, which is all that some keyboards of phones allow, become `2029-08`. Anything else stays as it is. Two digits
 * of a year are of the century that the sandbox's clock shows, but what would be long past by that is of the next one.
 */
export function expiryFrom(text: string, now: Date): string {
  const typed = text.trim();
  const [, month, year] =
    /^(\d{1,2})\s*[/.\s-]\s*(\d{2}|\d{4})$/.exec(typed) ?? /^(\d{2})(\d{2}|\d{4})$/.exec(typed) ?? [];
  if (month === undefined || year === undefined) return typed;
  const whole = year.length === 2 ? wholeYear(Number(year), now.getUTCFullYear()) : Number(year);
  return `${String(whole).padStart(4, "0")}-${month.padStart(2, "0")}`;
}

/** No card is sent that ran out half a century ago; one may be that is valid beyond the century's end. */
function wholeYear(digits: number, thisYear: number): number {
  const year = thisYear - (thisYear % 100) + digits;
  return year < thisYear - 50 ? year + 100 : year;
}
