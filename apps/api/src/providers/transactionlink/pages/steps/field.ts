import type { Html } from "../../../../pages/html.ts";
import { autocompleteFor } from "../../../../pages/kit/autocomplete.ts";
import {
  type Choice,
  checkbox,
  checkboxes,
  radios,
  select,
  type TextField,
  textArea,
  textField,
} from "../../../../pages/kit/fields.ts";
import type { Question } from "../../../../pages/kit/question.ts";
import type { Field } from "../../rules/definition.ts";
import type { Voice } from "../voice.ts";

/** As many options are all seen at once; more of them are folded into a list. */
const mostRadios = 4;

/** A field of a form with what stands in it, as its default or as it was sent. */
export function fieldView(field: Field, value: unknown, error: string | undefined, voice: Voice): Html {
  const { type, key, validate = {} } = field;
  const question = questionOf(field, error, voice);
  const autocomplete = autocompleteFor(key, type);
  switch (type) {
    case "textarea":
      return textArea({ ...question, value: textOf(value, voice) });
    case "checkbox":
      return checkbox({ ...question, isChecked: value === true });
    case "multiselect":
      return checkboxes({ ...question, choices: choicesOf(field, value, voice) });
    case "select": {
      const choices = choicesOf(field, value, voice);
      // A radio that was chosen cannot be taken back, which a field that may be left empty has to allow.
      if (choices.length <= mostRadios && validate.required) return radios({ ...question, choices });
      return select({ ...question, choices, prompt: voice.texts.choose, autocomplete });
    }
    default:
      return textField({ ...question, ...kinds[type], ...daysOf(field), value: textOf(value, voice), autocomplete });
  }
}

const kinds = {
  text: { type: "text" },
  email: { type: "email" },
  phone: { type: "tel" },
  number: { type: "text", inputMode: "decimal" },
  date: { type: "date" },
} as const satisfies Partial<Record<Field["type"], Pick<TextField, "type" | "inputMode">>>;

function questionOf({ key, label, hint, validate }: Field, error: string | undefined, voice: Voice): Question {
  return {
    name: key,
    label: voice.say(label),
    hint: hint && voice.say(hint),
    error,
    optional: validate?.required ? undefined : voice.texts.optional,
    lang: voice.foreign,
  };
}

/** The first and the last day for a browser's calendar. */
function daysOf({ type, validate = {} }: Field): { min?: string; max?: string } {
  const { min, max } = validate;
  if (type !== "date") return {};
  return { ...(typeof min === "string" && { min }), ...(typeof max === "string" && { max }) };
}

function choicesOf({ options = [] }: Field, value: unknown, voice: Voice): readonly Choice[] {
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
  return options.map((option) => ({
    value: option.value,
    label: voice.say(option.label),
    lang: voice.foreign,
    isChosen: chosen.includes(option.value),
  }));
}

function textOf(value: unknown, voice: Voice): string {
  if (typeof value === "number") return voice.number(value);
  return typeof value === "string" ? value : "";
}
