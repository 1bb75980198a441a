import { type Html, html } from "../html.ts";

/** What every field has around it. */
export interface Question {
  /** The name under which the form sends it. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with what stands in it. */
  readonly error?: string | undefined;
  /** The word for what may be left empty; absent where an answer is demanded. */
  readonly optional?: string | undefined;
  /** The language of label and hint where it is another than the page's. */
  readonly lang?: string | undefined;
}

/** The id of a field's control, of the first one where it has several: where a summary of errors leads to. */
export function controlId(name: string): string {
  return `field-${name}`;
}

/** A field of one control. */
export function labelled(question: Question, control: Html): Html {
  const { name, error } = question;
  return html`
    <div class=${error ? "field wrong" : "field"}>
      <label for=${controlId(name)}>${caption(question)}</label>
      ${help(question)} ${control}
    </div>
  `;
}

/** A field of several controls, each of which has a label of its own. */
export function grouped(question: Question, controls: readonly Html[], kind = ""): Html {
  const classes = ["field", question.error && "wrong", kind].filter(Boolean).join(" ");
  return html`
    <fieldset class=${classes} aria-describedby=${describedBy(question)}>
      <legend>${caption(question)}</legend>
      ${help(question)} ${controls}
    </fieldset>
  `;
}

/** Fields that belong together, such as those of an address. */
export function fieldGroup(legend: string, fields: readonly Html[]): Html {
  return html`
    <fieldset class="group">
      <legend>${legend}</legend>
      ${fields}
    </fieldset>
  `;
}

/** What assistive technology is told of a control. */
export function told(question: Question): Readonly<Record<string, unknown>> {
  return {
    id: controlId(question.name),
    name: question.name,
    "aria-describedby": describedBy(question),
    "aria-invalid": question.error ? "true" : undefined,
    "aria-required": question.optional === undefined ? "true" : undefined,
  };
}

export function caption({ label, optional, lang }: Question): Html {
  const rest = optional === undefined ? null : html`<span class="optional">${` (${optional})`}</span>`;
  return html`<span lang=${lang}>${label}</span>${rest}`;
}

export function help({ name, hint, error, lang }: Question): Html {
  return html`
    ${hint && html`<p class="hint" id=${`${controlId(name)}-hint`} lang=${lang}>${hint}</p>`}
    ${error && html`<p class="error" id=${`${controlId(name)}-error`}>${error}</p>`}
  `;
}

export function describedBy({ name, hint, error }: Question): string | undefined {
  const parts = [hint && "hint", error && "error"].flatMap((part) => (part ? [`${controlId(name)}-${part}`] : []));
  return parts.length > 0 ? parts.join(" ") : undefined;
}
