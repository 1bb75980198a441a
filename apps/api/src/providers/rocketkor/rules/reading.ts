import type { Fault } from "@understudy/domain";

/** An object of which nothing is known yet. */
export type Given = Readonly<Record<string, unknown>>;

/** Undefined for what is no object: the spec's schema tells that already. */
export function objectIn(value: unknown): Given | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Given) : undefined;
}

/** No request that keeps the spec's schema has longer lists; looking on would cost time and tell nobody more. */
const most = 100;

/** Undefined for what is no list: the spec's schema tells that already, and which lists are too long. */
export function listIn(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value.slice(0, most) : undefined;
}

/** The names of what is given there. */
export function namesIn(given: Given): readonly string[] {
  const names = Object.keys(given).filter((name) => given[name] !== undefined);
  return names.slice(0, most);
}

/** Of a number whose country cannot be told, or which is none. */
export const notAPhone = "must be a telephone number with its country code, such as +16471234567";

/** The error codes of fields that do not fit each other, or that name what is not there or cannot be used. */
type FaultRule =
  | "FIELD_REQUIRED"
  | "FIELD_INVALID"
  | "FIELD_UNKNOWN"
  | "STEP_ORDER_INVALID"
  | "STEP_DUPLICATED"
  | "STEPS_MUTUALLY_EXCLUSIVE"
  | "STEP_DEPENDENCY_MISSING"
  | "PARAMETER_NOT_APPLICABLE"
  | "PARAMETER_NOT_PRESETTABLE"
  | "TEMPLATE_REFERENCE_AMBIGUOUS"
  | "TEMPLATE_REFERENCE_MISSING"
  | "DOCUMENT_UNKNOWN"
  | "SOLUTION_NOT_SUPPORTED"
  | "AMOUNT_INVALID"
  | "RESOURCE_NOT_FOUND"
  | "RESOURCE_NOT_USABLE";

/** `message` goes on after the field's name, and ends without a full stop. */
export function fault(field: string, rule: FaultRule, message: string): Fault {
  return { field, rule, message };
}
