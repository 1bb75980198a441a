import { type Fault, Refusal } from "@understudy/domain";
import type { Definition, Field, FormStep } from "../definition.ts";
import { isTrue } from "../logic.ts";
import { resolve, type Scope } from "../mapping.ts";
import { TookTooLong, withinTime } from "../time-limit.ts";
import { brokenRules, type FieldRule } from "./field-rules.ts";
import { type Reading, readField } from "./reading.ts";
import { sentenceFor } from "./sentences.ts";

/** Values by the key of their field, as a person or the control API gave them: anything may be wrong with them. */
export type Given = Readonly<Record<string, unknown>>;

/** What is wrong with a field, and what a page needs to say so in the person's language. */
export interface FieldProblem extends Fault {
  /** The field's key. */
  readonly field: string;
  readonly rule: FieldRule;
  readonly limit: number | string | null;
}

export interface FormContext {
  /** Of the messages that the definition itself has. */
  readonly locale: string;
  readonly definition: Pick<Definition, "locales">;
  readonly scope: Scope;
}

/** All that is wrong with a form as it was filled in, field by field. */
export function fieldProblems(step: FormStep, values: Given, context: FormContext): readonly FieldProblem[] {
  const known = inTime(() =>
    asked(step, values, context.scope).flatMap(({ field, reading }) =>
      brokenRules(field, reading).map((broken) => ({ field: field.key, ...broken, of: field })),
    ),
  );
  const unknown = Object.keys(values)
    .filter((key) => !step.fields.some((field) => field.key === key))
    .map((key) => ({ field: key, rule: "unknown" as const, limit: null, of: undefined }));
  return [...known, ...unknown].map(({ field, rule, limit, of }) => {
    return { field, rule, limit, message: sentenceFor(field, of, { rule, limit }, context) };
  });
}

/** What is kept of a form: the fields that are visible and have a value, each in its own shape. */
export function valuesOf(step: FormStep, values: Given, scope: Scope): Readonly<Record<string, unknown>> {
  const kept = readForm(step, values, scope).flatMap(({ field, reading }) =>
    "value" in reading && reading.value !== null ? [[field.key, reading.value] as const] : [],
  );
  return Object.fromEntries(kept);
}

/** The fields that are asked, with the form filled in so far. */
export function visibleFields(step: FormStep, values: Given, scope: Scope): readonly Field[] {
  return readForm(step, values, scope).map(({ field }) => field);
}

/** What stands in the form before anybody has filled it in. */
export function defaultsOf(step: FormStep, scope: Scope): Readonly<Record<string, unknown>> {
  return valuesOf({ ...step, fields: step.fields.map(({ visibleWhen: _, ...field }) => field) }, {}, scope);
}

/**
 * A page's form as values: every field is there, so that one which a person has emptied does not get its default again.
 */
export function submittedValues(step: FormStep, form: Pick<FormData, "getAll">): Given {
  const entries = step.fields.map(({ key, type }) => {
    const texts = form.getAll(key).filter((value) => typeof value === "string");
    if (type === "multiselect") return [key, texts];
    return [key, type === "checkbox" ? texts.length > 0 : (texts.at(-1) ?? null)];
  });
  return Object.fromEntries(entries);
}

interface Asked {
  readonly field: Field;
  readonly reading: Reading;
}

/**
 * The fields that are visible, with what stands in them. They are judged from the first to the last, and one that is not
 * visible is empty for those behind it.
 */
function readForm(step: FormStep, given: Given, scope: Scope): readonly Asked[] {
  return inTime(() => asked(step, given, scope));
}

/** Real time for all conditions and patterns of a form together. */
const longestMs = 200;

/** It is the definition that is at fault, not who filled in the form. */
function inTime<T>(work: () => T): T {
  try {
    return withinTime(longestMs, work);
  } catch (error) {
    if (!(error instanceof TookTooLong)) throw error;
    throw new Refusal(
      "invalid",
      "The conditions and patterns of this form take too long: the workflow has to be mended.",
    );
  }
}

function asked(step: FormStep, given: Given, scope: Scope): readonly Asked[] {
  const all = step.fields.map((field) => ({ field, reading: readGiven(field, given, scope) }));
  const values = new Map(all.map(({ field, reading }) => [field.key, "value" in reading ? reading.value : null]));
  return all.filter(({ field }) => {
    const isVisible = isAsked(field, { ...scope, values: Object.fromEntries(values) });
    if (!isVisible) values.delete(field.key);
    return isVisible;
  });
}

/** A field that nobody has touched has its default, if that is one which the field can hold. */
function readGiven(field: Field, given: Given, scope: Scope): Reading {
  const { locale } = scope.execution;
  if (Object.hasOwn(given, field.key) && given[field.key] !== undefined)
    return readField(field, given[field.key], locale);
  const reading = readField(field, field.default === undefined ? null : resolve(field.default, scope), locale);
  return "value" in reading ? reading : readField(field, null, locale);
}

/** Where the condition cannot be applied to what was given, it is better to ask than to lose the field. */
function isAsked({ visibleWhen }: Field, data: object): boolean {
  if (visibleWhen === undefined) return true;
  try {
    return isTrue(visibleWhen, data);
  } catch {
    return true;
  }
}
