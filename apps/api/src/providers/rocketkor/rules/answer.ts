import { type BankEntry, type CardEntry, judgeBankAccount, judgeCard } from "./account-entry.ts";
import { Entry, type Problems } from "./entry.ts";
import { currentStep } from "./journey.ts";
import {
  type CustomerAccount,
  judgeAcceptance,
  judgeConfirmation,
  judgeCustomerAccount,
  judgeProfile,
  type Profile,
} from "./profile.ts";
import type { AccountSubtype, DocumentReference } from "./step.ts";
import type { Scene } from "./workflow.ts";

/** What the customer says to the current step, judged. */
export type Answer =
  | { readonly step: "customer-account"; readonly person: CustomerAccount }
  | { readonly step: "enhance-profile"; readonly profile: Profile }
  | { readonly step: "financial-account"; readonly bank: BankEntry }
  | { readonly step: "financial-account"; readonly card: CardEntry }
  | { readonly step: "document-acceptance"; readonly documents: readonly DocumentReference[] }
  | { readonly step: "move-money" }
  /** Where nothing else is asked: that all of it is right. */
  | { readonly step: "confirmation" };

/** Reads what the customer has entered, on a page or through the control API. */
export function answerTo(scene: Scene, values: unknown, now: Date): Problems | Answer {
  const step = currentStep(scene);
  const { financialAccountSubType, currency = "USD", solution } = scene.workflow.parameters;
  switch (step.name) {
    case "customer-account":
      return judged(judgeCustomerAccount(values), (person) => ({ step: "customer-account", person }));
    case "enhance-profile":
      return judged(judgeProfile(step.asked ?? {}, values, now), (profile) => ({ step: "enhance-profile", profile }));
    case "financial-account":
      return isCard(financialAccountSubType)
        ? judged(judgeCard(values, now), (card) => ({ step: "financial-account", card }))
        : judged(judgeBankAccount(values, { currency, needsAddress: solution === "wire" }), (bank) => ({
            step: "financial-account",
            bank,
          }));
    case "document-acceptance": {
      const documents = step.asked?.documents ?? [];
      return judged(judgeAcceptance(documents, values), () => ({ step: "document-acceptance", documents }));
    }
    case "move-money":
      return judged(judgeConfirmation(values), () => ({ step: "move-money" }));
    default:
      return judged(judgeNothing(values), () => ({ step: "confirmation" }));
  }
}

/** Whether the account that is asked for is a card: its subtype says so (providers/rocketkor.md 4.1). */
export function isCard(subtype: AccountSubtype | undefined): boolean {
  return subtype === "CREDIT" || subtype === "DEBIT";
}

/** That all of it is right is said by answering at all. */
function judgeNothing(values: unknown): Problems | Readonly<Record<string, never>> {
  const entry = new Entry(values);
  entry.only();
  return entry.problems.length > 0 ? entry : {};
}

function judged<Value extends object>(result: Problems | Value, answer: (value: Value) => Answer): Problems | Answer {
  return "problems" in result ? result : answer(result);
}
