import { type Html, html } from "../../../pages/html.ts";
import { button, linkButton } from "../../../pages/kit/buttons.ts";
import { currentStep } from "../rules/journey.ts";
import type { Occasion } from "./occasion.ts";
import { texts } from "./texts.ts";
import { addressOf, declineAddress } from "./visit.ts";

// Names that no value has.
const stepField = "_step";
const attemptField = "_attempt";

/** In the place of a step's id: the form with which a customer begins. */
const introduction = "introduction";

/** A form of the current step; with it stands the way out. */
export function stepForm(occasion: Occasion, label: string, content: Html): Html {
  return form(occasion, meaning(occasion), label, content);
}

export function startForm(occasion: Occasion, label: string): Html {
  return form(occasion, html`<input type="hidden" name=${stepField} value=${introduction} />`, label, []);
}

function form({ visit }: Occasion, meant: Html, label: string, content: Html): Html {
  return html`
    <form method="post" action=${addressOf(visit)} novalidate>
      ${meant} ${content}
      <div class="actions">${button({ label })} ${linkButton(texts.decline, declineAddress(visit))}</div>
    </form>
  `;
}

/** A form says for which step it is and what was tried there, so that one which is sent twice does nothing. */
export function meaning({ scene }: Occasion): Html {
  return html`
    <input type="hidden" name=${stepField} value=${currentStep(scene).id} />
    <input type="hidden" name=${attemptField} value=${scene.workflow.transactionId ?? ""} />
  `;
}

/** What a form is for. */
export interface Meaning {
  readonly isIntroduction: boolean;
  readonly stepId: string;
  /** The last payment that the customer knew of; null for none. */
  readonly transactionId: string | null;
}

export function meaningIn(form: FormData): Meaning {
  const stepId = textIn(form, stepField);
  return { isIntroduction: stepId === introduction, stepId, transactionId: textIn(form, attemptField) || null };
}

function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
