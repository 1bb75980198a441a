import { type Html, html } from "../html.ts";
import { controlId } from "./question.ts";

export interface SummaryEntry {
  /** Name of the field. */
  readonly name: string;
  readonly text: string;
  readonly lang?: string | undefined;
}

/** All that is wrong with a form, above it, with a way to each field. Scripts put the focus on it. */
export function errorSummary(title: string, entries: readonly SummaryEntry[]): Html {
  if (entries.length === 0) return [];
  const links = entries.map(
    ({ name, text, lang }) => html`<li><a href=${`#${controlId(name)}`} lang=${lang}>${text}</a></li>`,
  );
  return html`
    <div class="summary" role="alert" tabindex="-1" aria-labelledby="summary-title" data-focus>
      <h2 id="summary-title">${title}</h2>
      <ul>
        ${links}
      </ul>
    </div>
  `;
}
