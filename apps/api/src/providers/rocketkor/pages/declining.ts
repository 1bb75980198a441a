import { type Html, html } from "../../../pages/html.ts";
import { button, linkButton } from "../../../pages/kit/buttons.ts";
import { errorSummary } from "../../../pages/kit/error-summary.ts";
import { radios } from "../../../pages/kit/fields.ts";
import type { Page } from "../../../provider.ts";
import { type DeclineReason, declineReasons } from "../rules/decline-reasons.ts";
import type { Occasion } from "./occasion.ts";
import { pageOf } from "./shell.ts";
import { meaning } from "./step-form.ts";
import { texts } from "./texts.ts";
import { addressOf, declineAddress } from "./visit.ts";
import { wayOf } from "./way.ts";

const field = "reason";

/** Whether the customer is sure, and why. */
export function declinePage(occasion: Occasion, isRefused = false): Page {
  const { visit, scene, business } = occasion;
  const { decliningIt: words, problems } = texts;
  const summary = isRefused ? [{ name: field, text: words.missing }] : [];
  const main = html`
    ${wayOf(occasion, scene.workflow.openedAt === null ? "introduction" : "step")}
    ${errorSummary(problems.summary, summary)}
    <h1>${words.title}</h1>
    <p class="lead">${words.lead(business.name)}</p>
    <form method="post" action=${declineAddress(visit)} novalidate>
      ${meaning(occasion)} ${question(business.name, isRefused)}
      <div class="actions">${button({ label: words.button })} ${linkButton(words.back, addressOf(visit))}</div>
    </form>
  `;
  return pageOf({
    ...{ visit, occasion, state: "decline", main },
    status: isRefused ? 422 : 200,
    title: isRefused ? problems.documentTitle(words.title) : words.title,
  });
}

function question(business: string, isRefused: boolean): Html {
  const { decliningIt: words } = texts;
  const choices = declineReasons.map((value) => ({ value, label: words.reasons[value](business), isChosen: false }));
  const error = isRefused ? words.missing : undefined;
  return radios({ name: field, label: words.question, choices, isLarge: true, error });
}

/** Undefined where none was chosen. */
export function reasonIn(form: FormData): DeclineReason | undefined {
  const given = form.get(field);
  return declineReasons.find((reason) => reason === given);
}
