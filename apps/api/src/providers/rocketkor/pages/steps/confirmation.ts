import { summaryList } from "../../../../pages/kit/summary-list.ts";
import { displayNameOf } from "../../rules/customer.ts";
import { accountName } from "../format.ts";
import type { Occasion } from "../occasion.ts";
import { texts } from "../texts.ts";
import { judged, type Screen } from "./screen.ts";

/** Where nothing else is asked: what the business knows, to be confirmed. */
export function confirmationScreen(occasion: Occasion): Screen {
  const { confirmation: words } = texts;
  const { business, customer, account, scene } = occasion;
  return {
    title: words.title,
    lead: words.lead(business.name),
    shown: summaryList([
      ...(customer ? [{ term: words.terms.name, detail: displayNameOf(customer) }] : []),
      { term: words.terms.phone, detail: scene.workflow.phoneNumber },
      ...(account ? [{ term: words.terms.account, detail: accountName(account) }] : []),
    ]),
    parts: [],
    button: words.button,
    answer: () => judged(occasion, {}),
  };
}
