import { type Html, html } from "../html.ts";

export interface Progress {
  /** What the list is, for those who do not see it: "Progress". */
  readonly label: string;
  /** "Step 2 of 5", or "Step 2" where nobody knows how many there will be. */
  readonly text: string;
  /** Steps that are done, the current one, and those that are sure to come. */
  readonly steps: readonly ProgressStep[];
}

export interface ProgressStep {
  readonly title: string;
  readonly lang?: string | undefined;
  readonly state: "done" | "current" | "ahead";
}

export function progress({ label, text, steps }: Progress): Html {
  const items = steps.map(
    ({ title, lang, state }) => html`
      <li class=${state} aria-current=${state === "current" ? "step" : undefined}>
        <span class="unseen" lang=${lang}>${title}</span>
      </li>
    `,
  );
  return html`
    <nav class="progress" aria-label=${label}>
      <p>${text}</p>
      <ol>
        ${items}
      </ol>
    </nav>
  `;
}
