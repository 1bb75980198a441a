import { type Html, html } from "../html.ts";

/** Something that the person should know and need not mend. */
export function notice(text: string, kind: "info" | "warning" = "info"): Html {
  return html`<div class=${`notice ${kind}`} role="status" data-focus tabindex="-1"><p>${text}</p></div>`;
}

/** What this page only plays, folded away for those who want to know how to make it play something else. */
export function behindTheScenes(title: string, lines: readonly string[]): Html {
  return html`
    <details class="scenes">
      <summary>${title}</summary>
      <ul>
        ${lines.map((line) => html`<li>${line}</li>`)}
      </ul>
    </details>
  `;
}
