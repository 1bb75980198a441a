import { type Html, html } from "../../../../pages/html.ts";
import { type SummaryRow, summaryList } from "../../../../pages/kit/summary-list.ts";
import { accountName } from "../format.ts";
import type { Occasion } from "../occasion.ts";
import { expectedIf, methodOf, type Payment, paymentOf, reasonOf } from "../payment.ts";
import { texts } from "../texts.ts";
import { judged, type Screen } from "./screen.ts";

/** How much money goes from where to where: it goes once the customer has confirmed that. */
export function reviewScreen(occasion: Occasion): Screen {
  const { review: words } = texts;
  const payment = paymentOf(occasion.scene.workflow);
  if (!payment) throw new Error("The workflow moves money, but does not say how much.");
  return {
    title: words.title,
    lead: words.lead,
    shown: html`${amount(payment, occasion.business.name)} ${summaryList(rowsOf(occasion, payment))}`,
    parts: [],
    button: words.button(payment.amount),
    answer: () => judged(occasion, { confirmed: true }),
  };
}

function amount({ isReceived, amount: text }: Payment, business: string): Html {
  const { review: words } = texts;
  const { before, after } = isReceived ? words.receive : words.pay;
  return html`<p class="amount">${before} <strong>${text}</strong> ${after(business)}</p>`;
}

function rowsOf({ visit, scene: { workflow }, business, account }: Occasion, { isReceived }: Payment): SummaryRow[] {
  const { terms } = texts.review;
  const { parameters } = workflow;
  const own = account ? accountName(account) : "";
  const [from, to] = isReceived ? [business.name, own] : [own, business.name];
  return [
    { term: terms.from, detail: from },
    { term: terms.to, detail: to },
    { term: terms.method, detail: methodOf(parameters) },
    {
      term: isReceived ? terms.arrives : terms.leaves,
      detail: expectedIf(parameters, visit.ctx.now),
    },
    { term: terms.reason, detail: reasonOf(parameters) },
    ...(parameters.description ? [{ term: terms.description, detail: parameters.description }] : []),
    ...(parameters.memo ? [{ term: terms.memo, detail: parameters.memo }] : []),
  ];
}
