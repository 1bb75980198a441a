import { type Html, html } from "../../../../pages/html.ts";
import { type MarkKind, mark } from "../../../../pages/kit/mark.ts";
import type { Occasion } from "../occasion.ts";
import { texts } from "../texts.ts";

/** The middle of a page on which nothing is asked. */
export function stating(kind: MarkKind, title: string, leads: readonly string[], rest: Html): Html {
  return html`
    <div class="state">
      ${mark(kind)}
      <h1>${title}</h1>
      ${leads.map((lead) => html`<p class="lead">${lead}</p>`)} ${rest}
    </div>
  `;
}

export function reference({ scene }: Occasion): Html {
  return html`<p class="reference">${texts.reference}: <code>${scene.transaction.id}</code></p>`;
}
