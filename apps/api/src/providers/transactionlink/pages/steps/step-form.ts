import { type Html, html } from "../../../../pages/html.ts";
import { button } from "../../../../pages/kit/buttons.ts";
import type { Occasion } from "./step-page.ts";

export interface FormOptions {
  /** What its button does, where the step knows several things to do. */
  readonly action?: string;
  /** The word on its button; "Continue" if absent. */
  readonly label?: string;
  readonly hasFiles?: boolean;
  /** Buttons and links behind the first one. */
  readonly others?: Html;
}

// Names that no field has: the keys of fields begin with a letter.
const runField = "_run";
export const actionField = "_action";

/** A form that says for which passage through the step it is, so that one which is sent twice does nothing. */
export function stepForm(
  occasion: Occasion,
  { action, label = occasion.voice.texts.proceed, hasFiles = false, others }: FormOptions,
  content: Html,
): Html {
  const named = action === undefined ? {} : { name: actionField, value: action };
  return html`
    <form method="post" action=${occasion.visit.base} enctype=${hasFiles ? "multipart/form-data" : undefined} novalidate>
      ${runInput(occasion)} ${content}
      <div class="actions">${button({ label, ...named })} ${others}</div>
    </form>
  `;
}

export function runInput({ scene }: Occasion): Html {
  return html`<input type="hidden" name=${runField} value=${String(scene.execution.runNumber)} />`;
}

/** Undefined where the form does not say which passage it is for. */
export function runNumberOf(form: FormData): number | undefined {
  const text = form.get(runField);
  return typeof text === "string" && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

export function actionOf(form: FormData): string {
  const action = form.get(actionField);
  return typeof action === "string" ? action : "";
}
