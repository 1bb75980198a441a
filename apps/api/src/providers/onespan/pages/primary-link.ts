import { type Html, html } from "../../../pages/html.ts";

/** The main thing to do on a page, where that is to go somewhere and not to send something. */
export function primaryLink(label: string, address: string): Html {
  return html`<a class="button primary" href=${address}>${label}</a>`;
}
