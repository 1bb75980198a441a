import type { Fault } from "@understudy/domain";
import { cardNumberProblem, schemeOf } from "./card-number.ts";
import { fault, listIn, namesIn, objectIn } from "./reading.ts";

/** Said of a text in which a card's number stands; it goes on after the field's name, and never repeats the number. */
export const notForCards = "looks like a card number; leave it out";

/** Longer than all that is taken anywhere: what is longer is refused for that. */
const longest = 1_000;

/**
 * Whether a card's number stands in a text where none belongs. It must be of a known brand: of other numbers, such as
 * those of orders or of milliseconds, one in ten has a last digit that fits.
 */
export function holdsCardNumber(text: string): boolean {
  return text.length <= longest && cardNumbersIn(text).some((digits) => schemeOf(digits) !== "unknown");
}

/** Whether what is in a text would be taken for a card's number where one is asked for, or cannot be told from one. */
export function mayHoldCardNumber(text: string): boolean {
  return text.length > longest || cardNumbersIn(text).length > 0;
}

/** Texts that are kept and shown as they were sent. */
const texts: ReadonlySet<string> = new Set([
  ...["title", "customerMemo", "introductoryMessage", "description", "memo", "displayName", "name"],
  ...["salutation", "firstName", "middleName", "lastName", "businessName", "bankName", "nameOnAccount"],
]);

/** Deeper than any body that keeps the spec's schema. */
const deepest = 8;

/** The texts of a body, wherever they stand in it, that hold a card's number. */
export function judgeCardTexts(body: unknown, at: readonly string[] = []): readonly Fault[] {
  if (at.length > deepest) return [];
  const list = listIn(body);
  if (list) return list.flatMap((each, index) => judgeCardTexts(each, [...at, String(index)]));
  const given = objectIn(body) ?? {};
  return namesIn(given).flatMap((name) => {
    const [value, path] = [given[name], [...at, name]];
    if (typeof value !== "string") return judgeCardTexts(value, path);
    return texts.has(name) && holdsCardNumber(value) ? [fault(path.join("."), "FIELD_INVALID", notForCards)] : [];
  });
}

/** Groups of digits, with what people put between them. */
const groupsOfDigits = /\d+(?:[\s.\u2010-\u2015-]{1,3}\d+)*/g;

/** All that has as many digits as a card's number, the last of which fits: as a whole group, or as several in a row. */
function cardNumbersIn(text: string): readonly string[] {
  return [...text.matchAll(groupsOfDigits)].flatMap(({ 0: run, index }) => {
    const groups = run.split(/\D+/);
    // A telephone number with its country has a plus and at most 15 digits.
    if (text[index - 1] === "+" && groups.join("").length <= 15) return [];
    return groups.flatMap((_, first) => numbersAtStart(groups.slice(first, first + 19)));
  });
}

function numbersAtStart(groups: readonly string[]): readonly string[] {
  const rows = groups.map((_, index) => groups.slice(0, index + 1).join(""));
  return rows.filter((digits) => cardNumberProblem(digits) === undefined);
}
