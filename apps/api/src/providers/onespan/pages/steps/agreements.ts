import { type Html, html } from "../../../../pages/html.ts";
import { documentsOf } from "../../rules/journey/agreeing.ts";
import type { TransactionDocument } from "../../rules/transaction.ts";
import { sessionAddress } from "../addresses.ts";
import type { Visit } from "../occasion.ts";
import { primaryLink } from "../primary-link.ts";
import type { StepPage } from "./screen.ts";
import { stepTexts } from "./texts.ts";

const words = stepTexts.agreements;

/** The agreements of the person, each with what is still to be done. Each is accepted on a page of its own. */
export const agreementsPage: StepPage = {
  view(visit) {
    const documents = documentsOf(visit.scene, visit.participant.role);
    const { accepted } = visit.participant;
    const next = documents.find(({ id }) => !accepted.includes(id));
    const label = accepted.length === 0 ? words.start : words.next;
    return {
      title: words.title,
      lead: words.lead(documents.length),
      body: html`
        <ul class="agreements">
          ${documents.map((document) => row(visit, document))}
        </ul>
        ${next && html`<div class="actions">${primaryLink(label, agreementAddress(visit, next.id))}</div>`}
      `,
    };
  },

  receive: () => "unknown",
};

/** Where one agreement is read. */
export function agreementAddress({ ctx, session }: Visit, documentId: string): string {
  return sessionAddress(ctx, session.key, "documents", documentId);
}

function row(visit: Visit, { id, title, description }: TransactionDocument): Html {
  const { accepted, presented } = visit.participant;
  const state = accepted.includes(id) ? "accepted" : presented.includes(id) ? "read" : "unread";
  return html`
    <li>
      <a href=${agreementAddress(visit, id)}>${title}</a>
      ${description && html`<p>${description}</p>`}
      <p class=${`standing ${state}`}>${words.states[state]}</p>
    </li>
  `;
}
