import { type Html, html } from "../../../../pages/html.ts";
import { checkbox } from "../../../../pages/kit/fields.ts";
import { consent } from "../../journeys/agreeing.ts";
import { consentModeOf } from "../../rules/consent.ts";
import { documentsOf } from "../../rules/journey/agreeing.ts";
import { moment } from "../moment.ts";
import type { Visit } from "../occasion.ts";
import { stepsOf } from "../way.ts";
import { problemAt, type StepPage, type Trouble, textIn, ticked } from "./screen.ts";
import { doerOf, stepForm } from "./step-form.ts";
import { stepTexts } from "./texts.ts";

const words = stepTexts.consent;
const field = "consent";

/** The welcome: what is asked for, and what going on means. */
export const consentPage: StepPage = {
  view(visit, trouble) {
    const { transaction } = visit.scene;
    return {
      title: words.titles[transaction.workflow.kind],
      lead: words.lead,
      body: html`
        <section>
          <h2>${words.asks}</h2>
          <ol class="asks">${asksOf(visit).map((ask) => html`<li>${ask}</li>`)}</ol>
        </section>
        <p class="reference">${words.until(moment(transaction.expiresAt))}</p>
        ${stepForm(visit, { button: { label: words.button } }, content(visit, trouble))}
      `,
    };
  },

  receive(visit, form) {
    if (isExplicit(visit) && textIn(form, field) !== ticked)
      return { trouble: { problems: [{ name: field, text: words.missing }] } };
    return { act: () => consent(visit.ctx, doerOf(visit)) };
  },
};

function content(visit: Visit, trouble: Trouble | undefined): Html {
  const { text } = visit.scene.transaction.workflow.consent;
  const asked = isExplicit(visit)
    ? checkbox({ name: field, label: text, isChecked: false, error: problemAt(trouble, field) })
    : html`<p>${words.implicit}</p><blockquote class="saying"><p>${text}</p></blockquote>`;
  return html`<section class="consent"><h2>${words.heading}</h2>${asked}</section>`;
}

function isExplicit({ scene: { transaction } }: Visit): boolean {
  return consentModeOf(transaction.configuration, transaction.workflow) === "explicit";
}

function asksOf(visit: Visit): readonly string[] {
  const { ask } = words;
  const count = documentsOf(visit.scene, visit.participant.role).length;
  return stepsOf(visit).flatMap((step) => {
    if (step === "consent") return [];
    return step === "agreements" ? ask.agreements(count) : ask[step];
  });
}
