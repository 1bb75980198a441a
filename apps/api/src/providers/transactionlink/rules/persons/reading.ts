import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { Field, FieldType } from "../definition.ts";

/** What a field holds, null for nothing; or why it cannot be read. */
export type Reading =
  | { readonly value: string | number | boolean | readonly string[] | null }
  | { readonly broken: "type" | "option" };

/** What was given for a field, as JSON or as a page's form sends it, in the shape in which it is kept. */
export function readField(field: Field, given: unknown, locale: string): Reading {
  if (given === null || given === undefined) return { value: field.type === "checkbox" ? false : null };
  if (field.type === "checkbox") return readCheckbox(given);
  if (field.type === "multiselect") return readChoices(field, given);
  if (field.type === "number" && typeof given === "number") return Number.isFinite(given) ? { value: given } : broken;
  if (typeof given !== "string" || given.includes("\0")) return broken;
  const text = given.trim();
  return text === "" ? { value: null } : readers[field.type](text, field, locale);
}

type TextType = Exclude<FieldType, "checkbox" | "multiselect">;

const broken = { broken: "type" } as const;

const readers: Readonly<Record<TextType, (text: string, field: Field, locale: string) => Reading>> = {
  text: (text) => (/[\r\n]/.test(text) ? broken : { value: text }),
  // A page sends line ends as HTTP has them.
  textarea: (text) => ({ value: text.replaceAll("\r\n", "\n") }),
  email: (text) => (isEmail(text) ? { value: text } : broken),
  phone: (text, _, locale) => readPhone(text, locale),
  number: readNumber,
  date: (text) => (isDate(text) ? { value: text } : broken),
  select: (text, { options = [] }) =>
    options.some(({ value }) => value === text) ? { value: text } : { broken: "option" },
};

function readCheckbox(given: unknown): Reading {
  if (typeof given === "boolean") return { value: given };
  if (given === "on" || given === "true") return { value: true };
  return given === "" || given === "false" ? { value: false } : broken;
}

/** In the order of the options, each once. */
function readChoices({ options = [] }: Field, given: unknown): Reading {
  const chosen: readonly unknown[] = Array.isArray(given) ? given : given === "" ? [] : [given];
  if (!chosen.every((each) => typeof each === "string")) return broken;
  const known = options.map(({ value }) => value);
  if (!chosen.every((each) => known.includes(each))) return { broken: "option" };
  return { value: chosen.length === 0 ? null : known.filter((value) => chosen.includes(value)) };
}

/** `1 234,50` and `1234.5`; a comma that might part thousands would be a guess. */
function readNumber(text: string): Reading {
  const plain = text.replace(/(?<=\d)[\s'](?=\d{3}(?!\d))/g, "");
  if (!/^[+-]?\d+([.,]\d+)?$/.test(plain)) return broken;
  const value = Number(plain.replace(",", "."));
  return Number.isFinite(value) ? { value } : broken;
}

/** A day that the calendar has. */
function isDate(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function isEmail(text: string): boolean {
  const isFormed = /^[^\s@"(),:;<>[\\\]]+@([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}$/u.test(text);
  const [local = ""] = text.split("@", 1);
  return isFormed && text.length <= 254 && local.length <= 64 && !/^\.|\.\.|\.$/.test(local);
}

/** Numbers that are long enough for their country are taken: those of a test need not have been given to anybody. */
function readPhone(text: string, locale: string): Reading {
  const number = parsePhoneNumberFromString(text.replace(/^00/, "+"), {
    defaultCountry: countryOf(locale),
    extract: false,
  });
  return number?.isPossible() ? { value: number.number } : broken;
}

/** Whose numbers may be given without a country's code. */
function countryOf(locale: string): CountryCode | undefined {
  const [language = "", region = ""] = locale.split("-");
  const country = region === "" ? homes[language.toLowerCase()] : region.toUpperCase();
  return country !== undefined && isSupportedCountry(country) ? country : undefined;
}

const homes: Readonly<Record<string, string>> = { de: "DE", es: "ES", fr: "FR", pl: "PL", uk: "UA" };
