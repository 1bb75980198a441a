import type { Definition, Field } from "../definition.ts";
import { textIn } from "../locale.ts";
import type { Broken } from "./field-rules.ts";

/** What is wrong with a field and how to mend it, in the house's English; a pattern may have a text of its own. */
export function sentenceFor(
  key: string,
  field: Field | undefined,
  { rule, limit }: Broken,
  { locale, definition }: { readonly locale: string; readonly definition: Pick<Definition, "locales"> },
): string {
  const own = field?.validate?.patternErrorMessage;
  if (rule === "pattern" && own) return textIn(own, locale, definition);
  const options = field?.options?.map(({ value }) => value).join(", ");
  switch (rule) {
    case "required":
      return field?.type === "checkbox" ? `${key} must be ticked.` : `${key} is required: give it a value.`;
    case "type":
      return `${key} must be ${field ? kinds[field.type] : "readable"}.`;
    case "option":
      return `${key} must be one of its options: ${options}.`;
    case "minLength":
      return `${key} is too short: give at least ${limit} characters.`;
    case "maxLength":
      return `${key} is too long: give at most ${limit} characters.`;
    case "min":
      return `${key} must not be ${field?.type === "date" ? "before" : "less than"} ${limit}.`;
    case "max":
      return `${key} must not be ${field?.type === "date" ? "after" : "more than"} ${limit}.`;
    case "pattern":
      return `${key} must match ${limit}.`;
    case "unknown":
      return `The form has no field ${key}: leave it out.`;
  }
}

const kinds: Readonly<Record<Field["type"], string>> = {
  text: "a text of one line",
  textarea: "a text",
  email: "an e-mail address such as anna@example.com",
  phone: "a telephone number with its country's code, such as +48221234567",
  number: "a number such as 1234.50",
  date: "a day of the calendar as YYYY-MM-DD",
  select: "a text",
  multiselect: "a list of texts",
  checkbox: "true or false",
};
