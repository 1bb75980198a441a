import { type Html, html } from "../../../../pages/html.ts";
import { type Button, button } from "../../../../pages/kit/buttons.ts";
import type { Doer } from "../../journeys/verifying.ts";
import { visitOf } from "../../rules/journey/visiting.ts";
import { sessionAddress } from "../addresses.ts";
import type { Visit } from "../occasion.ts";
import { textIn } from "./screen.ts";

// Names that no value has.
const stepField = "_step";
const attemptField = "_attempt";
const actionField = "_action";

interface StepForm {
  /** Which of a step's forms it is. */
  readonly action?: string;
  readonly button: Button;
  /** What else stands beside the button. */
  readonly others?: Html;
  readonly hasFiles?: boolean;
  /** Where it goes; the session's page if absent. */
  readonly address?: string;
}

/** A form says for which step and attempt it is, so that one which is sent twice does nothing. */
export function stepForm(visit: Visit, form: StepForm, content: Html): Html {
  const { participant, session, ctx } = visit;
  const { action = "", others, hasFiles = false, address = sessionAddress(ctx, session.key) } = form;
  return html`
    <form method="post" action=${address} enctype=${hasFiles ? "multipart/form-data" : undefined} novalidate>
      <input type="hidden" name=${stepField} value=${participant.step} />
      <input type="hidden" name=${attemptField} value=${String(participant.attempts)} />
      <input type="hidden" name=${actionField} value=${action} />
      ${content}
      <div class="actions">${button(form.button)} ${others}</div>
    </form>
  `;
}

/** Whether the form is for where the person stands. */
export function isMeant({ participant }: Visit, form: FormData): boolean {
  return textIn(form, stepField) === participant.step && textIn(form, attemptField) === String(participant.attempts);
}

export function actionIn(form: FormData): string {
  return textIn(form, actionField);
}

/** Who does what is sent, and after how many attempts they thought to. */
export function doerOf({ scene, participant, session }: Visit): Doer {
  const { role, attempts } = participant;
  return { transactionId: scene.transaction.id, role, visit: visitOf(session), attempts };
}
