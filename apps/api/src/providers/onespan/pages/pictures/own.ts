import { type Html, html } from "../../../../pages/html.ts";
import type { Visit } from "../occasion.ts";
import type { Trouble } from "../steps/screen.ts";
import { stepForm } from "../steps/step-form.ts";
import { stepTexts } from "../steps/texts.ts";
import { type Slot, slotField } from "./uploads.ts";

const words = stepTexts.pictures;

/** Where pictures of one's own are sent, below the specimens. */
export function ownPictures(visit: Visit, action: string, slots: readonly Slot[], trouble: Trouble | undefined): Html {
  const label = slots.length > 1 ? words.sendMany : words.sendOne;
  const fields = slots.flatMap((slot) => slotField(slot, trouble));
  return html`
    <section class="own">
      <h2>${words.another}</h2>
      <p class="hint">${words.anotherLead}</p>
      ${stepForm(visit, { action, hasFiles: true, button: { label, kind: "secondary" } }, fields)}
    </section>
  `;
}
