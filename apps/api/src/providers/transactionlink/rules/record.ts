import { type Fault, isUuid } from "@understudy/domain";
import { DateTime } from "luxon";

export const tableFieldTypes = [
  "text",
  "number",
  "integer",
  "date",
  "datetime",
  "checkbox",
  "json",
  "array",
  "single_select",
  "multiselect",
  "id",
  "assignee",
] as const;

export type TableFieldType = (typeof tableFieldTypes)[number];

export interface TableField {
  readonly key: string;
  readonly type: TableFieldType;
  /** What can be chosen, of `single_select` and `multiselect`; null for other types. */
  readonly options: readonly string[] | null;
}

/** What every record has besides the fields of its table. */
export const systemKeys: readonly string[] = ["id", "version", "createdAt", "updatedAt"];

/** More than these help nobody. */
const most = 50;

type Values = Readonly<Record<string, unknown>>;

/** All that is wrong with a record for its table. Null is no value, whatever the type (providers/transactionlink.md 4.6). */
export function recordProblems(fields: readonly TableField[], values: Values): readonly Fault[] {
  const byKey = new Map(fields.map((field) => [field.key, field]));
  const faults: Fault[] = [];
  for (const [key, value] of Object.entries(values)) {
    const field = byKey.get(key);
    if (!field) faults.push(unknown(key, fields));
    else if (value !== null && !rules[field.type].holds(value, field.options ?? []))
      faults.push({ field: key, rule: field.type, message: `${key} must be ${rules[field.type].words(field)}.` });
    if (faults.length === most) break;
  }
  return faults;
}

/** A record keeps the fields that have a value and no others, in the order in which they were given. */
export function present(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
}

interface Rule {
  holds(value: unknown, options: readonly string[]): boolean;
  /** What the value must be. */
  words(field: TableField): string;
}

const isText = (value: unknown): value is string => typeof value === "string";
const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const chosenFrom = ({ options }: TableField) => (options ?? []).join(", ");

const rules: Readonly<Record<TableFieldType, Rule>> = {
  text: { holds: isText, words: () => "a string" },
  number: { holds: (value) => Number.isFinite(value), words: () => "a number" },
  integer: { holds: (value) => Number.isSafeInteger(value), words: () => "a whole number" },
  date: { holds: (value) => isText(value) && isDate(value), words: () => "a date such as 2026-01-31" },
  datetime: {
    holds: (value) => isText(value) && isDateTime(value),
    words: () => "a date and time with an offset such as 2026-01-31T09:30:00+01:00",
  },
  checkbox: { holds: (value) => typeof value === "boolean", words: () => "true or false" },
  json: { holds: isObject, words: () => "an object" },
  array: {
    holds: (value) => isList(value) && value.every((item) => item !== null && !isList(item)),
    words: () => "a list of objects, booleans, strings or numbers",
  },
  single_select: {
    holds: (value, options) => isText(value) && options.includes(value),
    words: (field) => `one of: ${chosenFrom(field)}`,
  },
  multiselect: {
    holds: (value, options) => isList(value) && value.every((item) => isText(item) && options.includes(item)),
    words: (field) => `a list of: ${chosenFrom(field)}`,
  },
  id: { holds: (value) => isText(value) && isUuid(value), words: () => "a UUID" },
  assignee: { holds: isText, words: () => "a user's id, a string" },
};

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && DateTime.fromISO(text, { zone: "utc" }).isValid;
}

/** A time without an offset is a different one in each zone. */
function isDateTime(text: string): boolean {
  const isWritten = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  return isWritten && DateTime.fromISO(text, { zone: "utc" }).isValid;
}

function unknown(key: string, fields: readonly TableField[]): Fault {
  const known = fields.map((field) => field.key).join(", ");
  return { field: key, rule: "unknown_field", message: `${key} is no field of this table; its fields are ${known}.` };
}
