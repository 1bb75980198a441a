import { type Html, html } from "../../../pages/html.ts";
import { notice } from "../../../pages/kit/notice.ts";
import { summaryList } from "../../../pages/kit/summary-list.ts";
import type { Page } from "../../../provider.ts";
import { hasFailed } from "../rules/advancing.ts";
import { displayNameOf } from "../rules/customer.ts";
import type { Step } from "../rules/workflow.ts";
import { stating } from "./ended.ts";
import { accountName, listed, money } from "./format.ts";
import type { Occasion } from "./occasion.ts";
import { accountKind, inWords, paymentOf, statusText } from "./payment.ts";
import { pageOf } from "./shell.ts";
import { texts } from "./texts.ts";
import { isMoved } from "./visit.ts";
import { customersSteps, documentTitles, profileParts, wayOf } from "./way.ts";

/** All is done: what that was, and what has become of the money since. */
export function donePage(occasion: Occasion): Page {
  const { visit, scene, business, transaction } = occasion;
  const { done: words } = texts;
  const isFailed = transaction !== null && hasFailed(transaction);
  const title = isFailed ? words.failedTitle : words.title;
  const lead = isFailed ? words.failedLead : words.lead;
  const main = html`
    ${wayOf(occasion, "completed")} ${isMoved(visit) && notice(texts.notices.moved)}
    ${stating(isFailed ? "failed" : "done", title, lead(business.name), [])}
    ${payment(occasion)}
    <section>
      <h2>${words.steps}</h2>
      <ul class="ticked">
        ${customersSteps(scene).map((step) => html`<li>${didText(occasion, step)}</li>`)}
      </ul>
    </section>
    <p class="reference">${words.terms.reference}: <code>${scene.workflow.id}</code></p>
  `;
  return pageOf({ visit, occasion, state: "completed", title, main });
}

function payment({ transaction, account, business }: Occasion): Html | null {
  if (transaction === null) return null;
  const { done: words } = texts;
  const { terms } = words;
  const own = account ? accountName(account) : "";
  const [from, to] = transaction.transactionType === "SEND" ? [business.name, own] : [own, business.name];
  const rows = summaryList([
    { term: terms.status, detail: statusText(transaction, business.name) },
    { term: terms.amount, detail: money(transaction.amount, transaction.currency) },
    { term: terms.from, detail: from },
    { term: terms.to, detail: to },
  ]);
  return html`<section><h2>${words.payment}</h2>${rows}</section>`;
}

/** What a step has done, as a line of a list. */
function didText({ scene: { workflow }, business, customer, account }: Occasion, { name, asked }: Step): string {
  const { did } = texts;
  switch (name) {
    case "customer-account":
      return did.customer(customer ? displayNameOf(customer) : "");
    case "enhance-profile":
      return did.profile(listed(profileParts(asked)));
    case "financial-account":
      return did.account(accountKind(workflow), account ? accountName(account) : "");
    case "document-acceptance":
      return did.documents(listed(documentTitles(asked)));
    default: {
      const payment = name === "move-money" ? paymentOf(workflow) : undefined;
      return payment ? inWords(did, payment, business.name) : did.confirmation;
    }
  }
}
