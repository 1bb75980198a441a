import { type Html, html } from "../../../pages/html.ts";
import type { Page } from "../../../provider.ts";
import { moment } from "./format.ts";
import type { Occasion } from "./occasion.ts";
import { pageOf } from "./shell.ts";
import { startForm } from "./step-form.ts";
import { texts } from "./texts.ts";
import { askText, customersSteps, wayOf } from "./way.ts";

/** Who asks, for what, and until when: shown until the customer begins. */
export function introductionPage(occasion: Occasion): Page {
  const { visit, scene, business } = occasion;
  const { introduction: words } = texts;
  const title = words.title(business.name);
  const asks = customersSteps(scene).map((step) => html`<li>${askText(occasion, step)}</li>`);
  const main = html`
    ${wayOf(occasion, "introduction")}
    <h1>${title}</h1>
    ${memo(scene.workflow.customerMemo, words.memo(business.name))}
    <section>
      <h2>${words.steps}</h2>
      <ol class="asks">
        ${asks}
      </ol>
    </section>
    <p class="reference">${words.until(moment(scene.workflow.expireAt))}</p>
    ${startForm(occasion, words.start)}
  `;
  return pageOf({ visit, occasion, state: "introduction", title, main });
}

function memo(text: string | null, label: string): Html | null {
  if (text === null) return null;
  return html`
    <figure class="message">
      <figcaption class="unseen">${label}</figcaption>
      <blockquote><p>${text}</p></blockquote>
    </figure>
  `;
}
