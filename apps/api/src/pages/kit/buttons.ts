import { type Html, html } from "../html.ts";

export interface Button {
  readonly label: string;
  readonly name?: string;
  readonly value?: string;
  readonly kind?: "primary" | "secondary" | "quiet";
  /** What assistive technology reads where the label alone would not say which: "Remove passport.pdf". */
  readonly fullLabel?: string;
  /** Of use without scripts only: with them it happens by itself. */
  readonly isScriptless?: boolean;
}

/** Sends the form in which it stands. */
export function button({ label, name, value, kind = "primary", fullLabel, isScriptless = false }: Button): Html {
  return html`
    <button
      class=${`button ${kind}`}
      type="submit"
      name=${name}
      value=${value}
      aria-label=${fullLabel}
      data-scriptless=${isScriptless ? "" : undefined}
    >
      ${label}
    </button>
  `;
}

export function linkButton(label: string, address: string, kind: "secondary" | "quiet" = "quiet"): Html {
  return html`<a class=${`button ${kind}`} href=${address}>${label}</a>`;
}
