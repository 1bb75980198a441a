import { type Html, html } from "../html.ts";
import { controlId, describedBy, labelled, type Question } from "./question.ts";

export interface FileField extends Question {
  /** MIME types. */
  readonly accept: readonly string[];
  readonly isSeveral?: boolean;
  /** Which camera a phone should offer. */
  readonly capture?: "user" | "environment";
  readonly check: FileCheck;
  /**
   * Where files are kept one by one: with scripts each goes up as soon as it is chosen, so that together they may be
   * larger than one request. `{name}` stands for the file's.
   */
  readonly upload?: { readonly action: string; readonly sending: string; readonly failed: string };
}

/** What scripts say of a file before it is sent; the server judges anyway. `{name}` stands for the file's. */
export interface FileCheck {
  readonly mostBytes: number;
  readonly tooLarge: string;
  readonly wrongType: string;
  /** Language tag for sizes. */
  readonly locale: string;
}

export function fileField(field: FileField): Html {
  const { name, accept, isSeveral = false, capture, check, upload, error } = field;
  const control = html`
    <input
      id=${controlId(name)}
      name=${name}
      type="file"
      accept=${accept.join(",")}
      multiple=${isSeveral}
      capture=${capture}
      aria-describedby=${describedBy(field)}
      aria-invalid=${error ? "true" : undefined}
      data-most-bytes=${String(check.mostBytes)}
      data-too-large=${check.tooLarge}
      data-wrong-type=${check.wrongType}
      data-locale=${check.locale}
      data-upload=${upload?.action}
      data-sending=${upload?.sending}
      data-failed=${upload?.failed}
    />
    <ul class="chosen" aria-live="polite"></ul>
  `;
  return labelled(field, control);
}

export interface HeldFile {
  readonly name: string;
  /** Its size and kind in words. */
  readonly about: string;
  readonly remove: Html;
}

/** Files that are on the server already. */
export function heldFiles(title: string, files: readonly HeldFile[]): Html {
  if (files.length === 0) return [];
  const items = files.map(
    ({ name, about, remove }) => html`
      <li>
        <span class="file"><span class="file-name">${name}</span> <span class="hint">${about}</span></span>
        ${remove}
      </li>
    `,
  );
  return html`
    <section class="held">
      <h2>${title}</h2>
      <ul>
        ${items}
      </ul>
    </section>
  `;
}
