import { type Html, html } from "../html.ts";

export interface SummaryRow {
  readonly term: string;
  readonly detail: string | Html;
}

/** What is known, term by term: to be checked before it counts, or to be looked up afterwards. */
export function summaryList(rows: readonly SummaryRow[]): Html {
  if (rows.length === 0) return [];
  return html`
    <dl class="known">
      ${rows.map(({ term, detail }) => html`<div><dt>${term}</dt><dd>${detail}</dd></div>`)}
    </dl>
  `;
}
