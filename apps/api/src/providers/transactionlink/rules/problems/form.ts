import type { Fault } from "@understudy/domain";
import type { Field, Step } from "../definition.ts";
import { faultAt, type Place } from "./place.ts";

/** What is wrong with the fields of a form. */
export function formProblems(place: Place): readonly Fault[] {
  if (place.step.type !== "form") return [];
  const { fields } = place.step;
  return [
    ...repeated(fields.map(({ key }) => key)).map(({ index, first, value }) =>
      faultAt(place, `fields.${index}.key`, "duplicate_key", `is \`${value}\`, as fields.${first}.key is; rename one.`),
    ),
    ...fields.flatMap((field, index) => [
      ...optionProblems(place, field, index),
      ...patternProblems(place, field, index),
    ]),
  ];
}

function optionProblems(place: Place<Step>, { type, options = [] }: Field, at: number): readonly Fault[] {
  const isChoice = type === "select" || type === "multiselect";
  if (isChoice && options.length === 0)
    return [faultAt(place, `fields.${at}.options`, "no_options", `is empty, but a ${type} needs something to choose.`)];
  return repeated(options.map(({ value }) => value)).map(({ index, first, value }) => {
    const sentence = `is \`${value}\`, as options.${first}.value is; leave one out.`;
    return faultAt(place, `fields.${at}.options.${index}.value`, "duplicate_key", sentence);
  });
}

function patternProblems(place: Place, { validate }: Field, at: number): readonly Fault[] {
  if (validate?.pattern === undefined || isPattern(validate.pattern)) return [];
  const sentence = "is no regular expression; mend it, or leave it out.";
  return [faultAt(place, `fields.${at}.validate.pattern`, "bad_pattern", sentence)];
}

/** As pages and the server read it: by code points, and whole. */
function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}

/** The values that stood in a list before, and where they did. */
export function repeated(values: readonly string[]) {
  return values
    .map((value, index) => ({ value, index, first: values.indexOf(value) }))
    .filter(({ index, first }) => first < index);
}
