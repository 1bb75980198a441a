import type { Field } from "../definition.ts";
import type { Reading } from "./reading.ts";

export const fieldRuleNames = [
  "required",
  "type",
  "option",
  "minLength",
  "maxLength",
  "min",
  "max",
  "pattern",
  "unknown",
] as const;
export type FieldRule = (typeof fieldRuleNames)[number];

/** A rule that a field breaks, and the bound that was passed. */
export interface Broken {
  readonly rule: FieldRule;
  /** Of a length, a number or a date; of a pattern the pattern; else null. */
  readonly limit: number | string | null;
}

/** The rules that a field breaks: none but the first where it cannot be read or is not there at all. */
export function brokenRules({ type, validate = {} }: Field, reading: Reading): readonly Broken[] {
  if ("broken" in reading) return [{ rule: reading.broken, limit: null }];
  const { value } = reading;
  if (value === null || value === false)
    return validate.required && (value === null || type === "checkbox") ? [{ rule: "required", limit: null }] : [];
  const { minLength, maxLength, min, max, pattern } = validate;
  const length = typeof value === "string" ? [...value].length : null;
  const found: readonly (readonly [FieldRule, number | string | undefined, (limit: number | string) => boolean])[] = [
    ["minLength", minLength, (limit) => length !== null && length < Number(limit)],
    ["maxLength", maxLength, (limit) => length !== null && length > Number(limit)],
    ["min", min, (limit) => compare(type, value, limit) < 0],
    ["max", max, (limit) => compare(type, value, limit) > 0],
    ["pattern", pattern, (limit) => typeof value === "string" && !isLike(value, String(limit))],
  ];
  return found.flatMap(([rule, limit, isBroken]) => (limit !== undefined && isBroken(limit) ? [{ rule, limit }] : []));
}

/** Numbers by their size, days by the calendar, and anything else not at all. */
function compare(type: Field["type"], value: unknown, limit: number | string): number {
  if (type === "number") return Number(value) - Number(limit);
  if (type !== "date") return 0;
  return String(value) < String(limit) ? -1 : Number(String(value) > String(limit));
}

/** As the attribute `pattern` of HTML has it: the whole text. */
function isLike(text: string, pattern: string): boolean {
  return new RegExp(`^(?:${pattern})$`, "u").test(text);
}
