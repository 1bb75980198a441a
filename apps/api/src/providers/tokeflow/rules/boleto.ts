import { Refusal } from "@understudy/domain";
import { DateTime } from "luxon";

/** What a bank slip says (providers/tokeflow.md 5.5). */
export interface Boleto {
  /** Three digits. */
  readonly bank: string;
  /** In cents, up to ten digits. */
  readonly amount: number;
  /** The day in São Paulo on which the slip falls due: `2026-01-18`. */
  readonly dueDate: string;
  /** 25 digits by which the bank knows the slip. */
  readonly freeField: string;
}

const zone = "America/Sao_Paulo";

/** The day a number of days after `now`, as São Paulo counts days. */
export function dueDateAfter(now: Date, days: number): string {
  return DateTime.fromJSDate(now, { zone }).plus({ days }).toFormat("yyyy-MM-dd");
}

/** The last millisecond of a day in São Paulo: a slip can be paid until then. */
export function endOfDay(date: string): Date {
  return DateTime.fromISO(date, { zone }).endOf("day").toJSDate();
}

/** The 44 digits behind the bars; the fifth checks all others. */
export function barcode({ bank, amount, dueDate, freeField }: Boleto): string {
  const rest = dueFactor(dueDate) + String(amount).padStart(10, "0") + freeField;
  return `${bank}9${mod11(`${bank}9${rest}`)}${rest}`;
}

/** The 47 digits that a payer types: three fields with a check digit each, then the barcode's own check digit. */
export function digitableLine(code: string): string {
  const free = code.slice(19);
  const fields = [code.slice(0, 4) + free.slice(0, 5), free.slice(5, 15), free.slice(15)];
  return fields.map((field) => field + mod10(field)).join("") + code.slice(4, 19);
}

/** The barcode that a typed line stands for, dots and spaces allowed. Refuses a line with a wrong check digit. */
export function readDigitableLine(line: string): string {
  const digits = line.replaceAll(/[. ]/g, "");
  const code = digits.slice(0, 4) + digits.slice(32) + digits.slice(4, 9) + digits.slice(10, 20) + digits.slice(21, 31);
  const isSound = /^\d{47}$/.test(digits) && digitableLine(code) === digits && hasSoundCheckDigit(code);
  if (!isSound) throw new Refusal("invalid", "Not a boleto's digitable line: a digit is wrong.");
  return code;
}

export function hasSoundCheckDigit(code: string): boolean {
  return /^\d{44}$/.test(code) && mod11(code.slice(0, 4) + code.slice(5)) === code[4];
}

/** Days since 1997-10-07; after 9999 (2025-02-21) the count goes on at 1000. */
export function dueFactor(dueDate: string): string {
  const days = Math.round((Date.parse(`${dueDate}T00:00:00Z`) - Date.UTC(1997, 9, 7)) / 86_400_000);
  const factor = days <= 9999 ? Math.max(days, 0) : ((days - 1000) % 9000) + 1000;
  return String(factor).padStart(4, "0");
}

/** Weights 2 and 1 from the right, the digits of the products added. */
function mod10(digits: string): string {
  const sum = sumFromRight(digits, (digit, place) => {
    const product = digit * (place % 2 === 0 ? 2 : 1);
    return product > 9 ? product - 9 : product;
  });
  return String((10 - (sum % 10)) % 10);
}

/** Weights 2 to 9 from the right; 0, 10 and 11 become 1. */
function mod11(digits: string): string {
  const check = 11 - (sumFromRight(digits, (digit, place) => digit * ((place % 8) + 2)) % 11);
  return String(check > 9 ? 1 : check);
}

function sumFromRight(digits: string, term: (digit: number, place: number) => number): number {
  return [...digits].reverse().reduce((sum, digit, place) => sum + term(Number(digit), place), 0);
}
