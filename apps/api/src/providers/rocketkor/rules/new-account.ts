import type { AccountCategory, BankDescription, BillingAddress, FinancialAccount, HolderType } from "./account.ts";
import type { Actor } from "./actor.ts";
import { maskedAccountNumber, maskedRoutingNumber, tailOf } from "./bank-number.ts";
import { schemeOf } from "./card-number.ts";
import type { Currency } from "./money.ts";
import { outcomeOfBankAccount, outcomeOfCard } from "./outcomes.ts";

/** What is the same for every kind of account. */
export interface AccountHead {
  readonly name: string;
  readonly currency: Currency;
  readonly accountHolderId: string;
  readonly accountHolderType: HolderType;
  readonly subtype?: string | null;
  readonly parentId?: string | null;
  readonly defaultFlag?: boolean;
}

export interface Drawn {
  readonly id: string;
  readonly token: string;
}

export interface GivenBankAccount {
  readonly bankName: string;
  readonly routingNo: string;
  readonly accountNumber: string;
  readonly nameOnAccount: string | null;
  readonly businessName: string | null;
  readonly billingAddress: BillingAddress | null;
}

export interface GivenCard {
  readonly cardNumber: string;
  /** `yyyy-MM` */
  readonly expiry: string;
  readonly firstName: string;
  readonly middleName: string | null;
  readonly lastName: string;
  readonly billingAddress: BillingAddress | null;
}

/** Who makes an account, and when. */
export interface Making extends Drawn {
  readonly by: Actor;
  readonly now: Date;
}

/** An account at a bank outside. Of its numbers only what may be shown stays. */
export function externalBankAccount(head: AccountHead, given: GivenBankAccount, making: Making): FinancialAccount {
  const { bankName, routingNo, accountNumber, nameOnAccount, businessName, billingAddress } = given;
  return {
    ...common(head, "EXTERNAL", making),
    ...bankFacts(accountNumber, {
      bankName,
      maskedRoutingNumber: maskedRoutingNumber(routingNo),
      nameOnAccount,
      businessName,
    }),
    outcome: outcomeOfBankAccount(accountNumber),
    billingAddress,
  };
}

/** A card of somebody. Of its number only what may be shown stays. */
export function externalCard(head: AccountHead, given: GivenCard, making: Making): FinancialAccount {
  const { cardNumber, expiry, firstName, middleName, lastName, billingAddress } = given;
  return {
    ...common(head, "EXTERNAL", making),
    type: "CARD",
    maskedNumber: maskedAccountNumber(cardNumber),
    tail: tailOf(cardNumber),
    bank: null,
    card: { scheme: schemeOf(cardNumber), expiry, firstName, middleName, lastName },
    outcome: outcomeOfCard(cardNumber),
    billingAddress,
  };
}

/** Which bank an account that is kept here is said to be at: none, if it is in the platform's own ledger. */
interface Inside {
  readonly category: Exclude<AccountCategory, "EXTERNAL">;
  readonly accountNumber: string;
  readonly bank?: BankDescription;
}

/** An account whose money is inside. */
export function insideAccount(head: AccountHead, inside: Inside, making: Making): FinancialAccount {
  const none = { bankName: null, maskedRoutingNumber: null, nameOnAccount: null, businessName: null };
  return {
    ...common(head, inside.category, making),
    ...bankFacts(inside.accountNumber, inside.bank ?? none),
    outcome: "approve",
    billingAddress: null,
  };
}

function bankFacts(accountNumber: string, bank: BankDescription) {
  const maskedNumber = maskedAccountNumber(accountNumber);
  return { type: "BANK", maskedNumber, tail: tailOf(accountNumber), bank, card: null } as const;
}

type Common = Omit<FinancialAccount, "type" | "maskedNumber" | "tail" | "bank" | "card" | "outcome" | "billingAddress">;

function common(head: AccountHead, category: AccountCategory, { id, token, by, now }: Making): Common {
  return {
    id,
    token,
    subtype: null,
    parentId: null,
    defaultFlag: false,
    ...head,
    category,
    state: "ACTIVE",
    stateAt: now,
    previousState: null,
    previousStateAt: null,
    createdBy: by,
    createdAt: now,
    updatedBy: by,
    updatedAt: now,
  };
}
