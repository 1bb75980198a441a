import { type Html, html } from "../html.ts";
import { caption, controlId, describedBy, grouped, help, labelled, type Question, told } from "./question.ts";

export interface TextField extends Question {
  readonly type: "text" | "email" | "tel" | "date";
  readonly value: string;
  /** What a keyboard on a screen should offer. */
  readonly inputMode?: "decimal" | "numeric";
  readonly autocomplete?: string | undefined;
  /** First and last day of a date. */
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  /** Whether what is meant is a word of a certain spelling, such as a number of a document. */
  readonly isCode?: boolean;
}

export function textField(field: TextField): Html {
  const { type, value, inputMode, autocomplete, min, max, isCode = false } = field;
  const isShort = type === "date" || type === "tel" || inputMode !== undefined;
  const spelling = isCode ? { autocapitalize: "characters", spellcheck: "false" } : {};
  return labelled(
    field,
    html`<input
      ...${told(field)}
      class=${isShort ? "short" : undefined}
      type=${type}
      value=${value}
      inputmode=${inputMode}
      autocomplete=${autocomplete}
      min=${min}
      max=${max}
      ...${spelling}
    />`,
  );
}

export function textArea(field: Question & { readonly value: string }): Html {
  // As a form sends line ends; and a browser drops the first one of a text area.
  const plain = field.value.replaceAll("\r\n", "\n");
  const text = plain.startsWith("\n") ? `\n${plain}` : plain;
  return labelled(field, html`<textarea ...${told(field)} rows="5">${text}</textarea>`);
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly lang?: string | undefined;
  /** The heading below which a list folds it in, together with its neighbours that have the same. */
  readonly group?: string | undefined;
  readonly isChosen: boolean;
}

export interface ChoiceField extends Question {
  readonly choices: readonly Choice[];
}

/** One of many. `prompt` stands where nothing is chosen yet. */
export function select(
  field: ChoiceField & { readonly prompt: string; readonly autocomplete?: string | undefined },
): Html {
  const { choices, prompt, autocomplete } = field;
  return labelled(
    field,
    html`<select ...${told(field)} autocomplete=${autocomplete}>
      <option value="">${prompt}</option>
      ${folded(choices)}
    </select>`,
  );
}

function folded(choices: readonly Choice[]): Html[] {
  const groups = [...new Set(choices.map(({ group }) => group))];
  return groups.map((group) => {
    const options = choices.filter((choice) => choice.group === group).map(option);
    return group === undefined ? options.flat() : html`<optgroup label=${group}>${options}</optgroup>`;
  });
}

function option({ value, label, lang, isChosen }: Choice): Html {
  return html`<option value=${value} lang=${lang} selected=${isChosen}>${label}</option>`;
}

/** One of a few; large ones are cards. */
export function radios(field: ChoiceField & { readonly isLarge?: boolean }): Html {
  return grouped(field, boxes(field, "radio"), field.isLarge ? "cards" : "");
}

/** Any of several. */
export function checkboxes(field: ChoiceField): Html {
  return grouped(field, boxes(field, "checkbox"));
}

function boxes({ name, choices, optional, error }: ChoiceField, type: "radio" | "checkbox"): Html[] {
  return choices.map(({ value, label, lang, isChosen }, index) => {
    const id = index === 0 ? controlId(name) : `${controlId(name)}-${index}`;
    const isRequired = type === "radio" && optional === undefined;
    return html`
      <div class="choice">
        <input
          id=${id}
          type=${type}
          name=${name}
          value=${value}
          checked=${isChosen}
          required=${isRequired}
          aria-invalid=${error ? "true" : undefined}
        />
        <label for=${id} lang=${lang}>${label}</label>
      </div>
    `;
  });
}

/** Yes or no. */
export function checkbox(field: Question & { readonly isChecked: boolean }): Html {
  return html`
    <div class=${field.error ? "field wrong" : "field"}>
      ${field.error && help({ ...field, hint: undefined })}
      <div class="choice">
        <input ...${told(field)} aria-describedby=${describedBy(field)} type="checkbox" value="true" checked=${field.isChecked} />
        <label for=${controlId(field.name)}>${caption({ ...field, optional: undefined })}</label>
      </div>
      ${help({ ...field, error: undefined })}
    </div>
  `;
}
