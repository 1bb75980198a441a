import validator from "card-validator";
import { findText } from "./text-walk.ts";

/** Digits with at most one space or dash between them, long enough for a card; no dash or space at either end. */
const digitRuns = /\d(?:[ \u00a0-]?\d){12,}/g;

/** Names made of letters and digits, in which a run of digits means nothing: UUIDs, ULIDs, digests and the like. */
const identifiers = [
  /(?<![0-9a-z])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-z])/gi,
  /(?<![0-9a-z])(?=\d*[a-z])[0-7][0-9a-hjkmnp-tv-z]{25}(?![0-9a-z])/gi,
  /(?<![0-9a-z])(?=\d*[a-f])(?:[0-9a-f]{24}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})(?![0-9a-z])/gi,
];

/** Typed lines of Brazilian bank slips and their bare barcodes, told by their length with or without their dots. */
const bankSlips = /(?<![\d.])\d(?:[ .-]?\d){43,47}(?![\d.])/g;

/**
 * The dotted path of the first card number anywhere in a request (providers/tokeflow.md 4.1: raw card data is never
 * taken), or undefined. The path never holds the number itself; a number that is the value as a whole has path "".
 */
export function findCardNumber(value: unknown): string | undefined {
  return findText(value, looksLikeCardNumber);
}

/**
 * Whether a text holds 13 to 19 digits, single spaces or dashes between them allowed, that have the prefix and length
 * of a real card brand and pass Luhn. Digits that are part of a longer number do not count.
 */
export function looksLikeCardNumber(text: string): boolean {
  if (text.length < 13 || text.search(digitRuns) < 0) return false;
  const bare = [bankSlips, ...identifiers].reduce((rest, pattern) => rest.replaceAll(pattern, " | "), text);
  return [...bare.matchAll(digitRuns)].some(({ 0: run, index }) => holdsCard(run, bare[index - 1] === "+"));
}

/** A text of the brand's own (`visa`, `american_express`), or undefined for what is no card number. */
export function brandOf(digits: string): string | undefined {
  const { isValid, card } = validator.number(digits, { luhnValidateUnionPay: true });
  return isValid ? card?.type.replaceAll("-", "_") : undefined;
}

/** Looks at every row of whole groups of digits, since a card's number may stand beside other numbers. */
function holdsCard(run: string, afterPlus: boolean): boolean {
  const groups = run.split(/[ \u00a0-]/);
  // An international telephone number has a plus and at most 15 digits (E.164).
  if (afterPlus && groups.join("").length <= 15) return false;
  return groups.some((_, first) => {
    let digits = "";
    for (const group of groups.slice(first, first + 19)) {
      digits += group;
      if (digits.length > 19) return false;
      if (digits.length >= 13 && brandOf(digits) !== undefined && !isCompanyNumber(digits)) return true;
    }
    return false;
  });
}

/** A valid CNPJ: Brazilian companies are named by 14 digits, the last two of which check the others by mod 11. */
function isCompanyNumber(digits: string): boolean {
  const checks = [12, 13].map((length) => {
    const sum = [...digits.slice(0, length)].reduce((total, digit, place) => {
      const weight = ((length - 1 - place) % 8) + 2;
      return total + Number(digit) * weight;
    }, 0);
    return sum % 11 < 2 ? 0 : 11 - (sum % 11);
  });
  return digits.length === 14 && digits.endsWith(checks.join(""));
}
