import { type Html, html } from "../../../../pages/html.ts";
import { checkbox, select, textField } from "../../../../pages/kit/fields.ts";
import { fieldGroup } from "../../../../pages/kit/question.ts";
import { type Field, isGroup, type Part, ticked } from "./field.ts";
import { isShownAgain, problemAt, type Trouble } from "./problems.ts";
import { choose } from "./texts.ts";

export function partViews(parts: readonly Part[], trouble: Trouble | undefined): Html[] {
  return parts.map((part) => {
    if (!isGroup(part)) return fieldView(part, trouble);
    return fieldGroup(
      part.legend,
      part.fields.map((field) => fieldView(field, trouble)),
    );
  });
}

function fieldView(field: Field, trouble: Trouble | undefined): Html {
  const { name, label, hint, optional, look, autocomplete } = field;
  const question = { name, label, hint, optional, error: problemAt(trouble?.problems, name) };
  const value = valueIn(field, trouble);
  if (look.kind === "fixed") return [];
  if (look.kind === "tick") return html`${look.above} ${checkbox({ ...question, isChecked: value === ticked })}`;
  if (look.kind === "text") return textField({ ...question, ...look, value, autocomplete });
  const choices = look.choices.map((option) => ({ ...option, isChosen: option.value === value }));
  return select({ ...question, choices, prompt: choose, autocomplete });
}

function valueIn(field: Field, trouble: Trouble | undefined): string {
  if (!trouble) return field.initial ?? "";
  return isShownAgain(field, trouble.entered) ? trouble.entered(field.name) : "";
}
