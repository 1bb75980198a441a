import type { FinancialAccount } from "./account.ts";
import type { Answer } from "./answer.ts";
import { tailOf } from "./bank-number.ts";
import { externalBankAccount, externalCard, type Making } from "./new-account.ts";
import type { Workflow } from "./workflow.ts";

type Entered = Extract<Answer, { readonly step: "financial-account" }>;

/** The account that a customer has added to a workflow, as one that is made over the API, with a name of ours. */
export function enteredAccount(entered: Entered, workflow: Workflow, making: Making): FinancialAccount {
  const { customerId, parameters } = workflow;
  if (customerId === null) throw new Error("The workflow has no customer yet.");
  const { currency = "USD", financialAccountSubType: subtype = null } = parameters;
  const head = { currency, subtype, accountHolderId: customerId, accountHolderType: "CUSTOMER" } as const;
  if ("card" in entered) {
    const { card } = entered;
    const name = `Card ending in ${tailOf(card.cardNumber)}`;
    return externalCard({ ...head, name }, { ...card, middleName: null, billingAddress: null }, making);
  }
  const { bank } = entered;
  const name = `${bank.bankName} ${tailOf(bank.accountNumber)}`;
  return externalBankAccount({ ...head, name }, { ...bank, businessName: null }, making);
}
