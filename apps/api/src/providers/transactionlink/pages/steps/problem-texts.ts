import type { Field } from "../../rules/definition.ts";
import type { FieldProblem } from "../../rules/persons/form.ts";
import type { Voice } from "../voice.ts";
import type { Problem } from "./step-page.ts";

type Broken = Pick<FieldProblem, "field" | "limit"> & { readonly rule: string };

/** What to mend, field by field in the order of the form: of several faults of one field the first. */
export function firstProblems(fields: readonly Field[], problems: readonly Broken[], voice: Voice): readonly Problem[] {
  return fields.flatMap((field) => {
    const problem = problems.find((each) => each.field === field.key);
    return problem
      ? [{ name: field.key, label: voice.say(field.label), text: problemText(field, problem, voice) }]
      : [];
  });
}

function problemText(field: Field, { rule, limit }: Broken, voice: Voice): string {
  const { fields: words } = voice.texts;
  const isDate = field.type === "date";
  switch (rule) {
    case "required":
      return requiredText(field, voice);
    case "type":
      return typeText(field, voice);
    case "option":
      return words.requiredChoice;
    case "minLength":
      return words.minLength(Number(limit));
    case "maxLength":
      return words.maxLength(Number(limit));
    case "min":
      return isDate ? words.firstDay(voice.day(String(limit))) : words.min(voice.number(Number(limit)));
    case "max":
      return isDate ? words.lastDay(voice.day(String(limit))) : words.max(voice.number(Number(limit)));
    default: {
      const own = field.validate?.patternErrorMessage;
      return own ? voice.say(own) : words.pattern;
    }
  }
}

function requiredText({ type }: Field, { texts: { fields: words } }: Voice): string {
  switch (type) {
    case "checkbox":
      return words.requiredTick;
    case "select":
      return words.requiredChoice;
    case "multiselect":
      return words.requiredChoices;
    case "date":
      return words.requiredDate;
    default:
      return words.required;
  }
}

function typeText({ type }: Field, { texts: { fields: words }, number }: Voice): string {
  switch (type) {
    case "email":
      return words.email;
    case "phone":
      return words.phone;
    case "number":
      return words.number(number(1234.5));
    case "date":
      return words.date;
    default:
      return words.text;
  }
}
