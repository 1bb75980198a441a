import type { FinancialAccount } from "./account.ts";
import type { BankEntry, CardEntry } from "./account-entry.ts";
import { internal } from "./actor.ts";
import type { Answer } from "./answer.ts";
import { maskedAccountNumber, maskedRoutingNumber, tailOf } from "./bank-number.ts";
import { schemeOf } from "./card-number.ts";
import { outcomeOfBankAccount, outcomeOfCard } from "./outcomes.ts";
import type { Workflow } from "./workflow.ts";

type Entered = Extract<Answer, { readonly step: "financial-account" }>;

interface Circumstances {
  readonly id: string;
  readonly token: string;
  readonly now: Date;
}

/** The account that a customer has added: of its number only what may be shown stays. */
export function enteredAccount(
  entered: Entered,
  workflow: Workflow,
  { id, token, now }: Circumstances,
): FinancialAccount {
  const { customerId, parameters } = workflow;
  if (customerId === null) throw new Error("The workflow has no customer yet.");
  return {
    ...{ id, token, parentId: null, category: "EXTERNAL", defaultFlag: false },
    subtype: parameters.financialAccountSubType ?? null,
    currency: parameters.currency ?? "USD",
    ...{ accountHolderId: customerId, accountHolderType: "CUSTOMER" },
    ...{ state: "ACTIVE", stateAt: now, previousState: null, previousStateAt: null },
    ...("card" in entered ? cardFacts(entered.card) : bankFacts(entered.bank)),
    ...{ createdBy: internal, createdAt: now, updatedBy: internal, updatedAt: now },
  };
}

type Facts = Pick<
  FinancialAccount,
  "type" | "name" | "maskedNumber" | "tail" | "outcome" | "bank" | "card" | "billingAddress"
>;

function cardFacts({ cardNumber, expiry, firstName, lastName }: CardEntry): Facts {
  const tail = tailOf(cardNumber);
  return {
    type: "CARD",
    name: `Card ending in ${tail}`,
    maskedNumber: maskedAccountNumber(cardNumber),
    tail,
    outcome: outcomeOfCard(cardNumber),
    bank: null,
    card: { scheme: schemeOf(cardNumber), expiry, firstName, middleName: null, lastName },
    billingAddress: null,
  };
}

function bankFacts({ bankName, routingNo, accountNumber, nameOnAccount, billingAddress }: BankEntry): Facts {
  const tail = tailOf(accountNumber);
  return {
    type: "BANK",
    name: `${bankName} ${tail}`,
    maskedNumber: maskedAccountNumber(accountNumber),
    tail,
    outcome: outcomeOfBankAccount(accountNumber),
    bank: { bankName, maskedRoutingNumber: maskedRoutingNumber(routingNo), nameOnAccount, businessName: null },
    card: null,
    billingAddress,
  };
}
