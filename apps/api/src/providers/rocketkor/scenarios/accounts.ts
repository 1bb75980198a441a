import { done } from "@understudy/conformance";
import { business, founded, type Sandbox, type Schemas } from "./given.ts";

type Given = Pick<Sandbox, "credential">;

const albany: Schemas["BillingAddress"] = {
  addressLine1: "1 Harbour Street",
  city: "Albany",
  stateCode: "NY",
  countryCode: "USA",
  postalCode: "12207",
};

const paris: Schemas["BillingAddress"] = { addressLine1: "12 Rue de Rivoli", city: "Paris", countryCode: "FRA" };

/** Whose every new account is: the customer's of the sandbox. */
function holder(sandbox: Given) {
  return { accountHolderId: founded(sandbox).customerId, accountHolderType: "CUSTOMER" } as const;
}

/** A bank account with all that can be said of one. */
export function bankAccount(sandbox: Given): Schemas["ExternalBankAccountRequest"] {
  return {
    ...{ name: "John’s checking account", ...holder(sandbox), subtype: "CHECKING", defaultFlag: true, currency: "USD" },
    bankAccount: {
      ...{ bankName: "Harbour Bank", routingNo: "021000021", accountNumber: "000123456789", nameOnAccount: "John Doe" },
      billingAddress: { ...albany, addressLine2: "Floor 2", addressLine3: "Left wing" },
    },
  };
}

/** Bank accounts of every kind. */
export function bankAccounts(sandbox: Given): readonly Schemas["ExternalBankAccountRequest"][] {
  const head = { name: "Another account", ...holder(sandbox) };
  const numbers = { bankName: "Harbour Bank", routingNo: "011000015", accountNumber: "0001" };
  const abroad = { ...numbers, routingNo: "000100011", businessName: "Northwind Traders" };
  return [
    bankAccount(sandbox),
    { ...head, subtype: "SAVING", bankAccount: { ...numbers, billingAddress: paris } },
    { ...head, subtype: "CHECKING", defaultFlag: false, currency: "CAD", bankAccount: abroad },
  ];
}

/** A card with all that can be said of one. */
export function card(sandbox: Given, cardNumber = "4111111111111111"): Schemas["ExternalCardRequest"] {
  return {
    ...{ name: "John’s debit card", ...holder(sandbox), subtype: "DEBIT", defaultFlag: true, currency: "USD" },
    card: {
      ...{ firstName: "John", middleName: "Quincy", lastName: "Doe", cardNumber, expiry: "2039-11" },
      billingAddress: albany,
    },
  };
}

/** Cards of every kind, each of another scheme. */
export function cards(sandbox: Given): readonly Schemas["ExternalCardRequest"][] {
  const head = { name: "Another card", ...holder(sandbox) };
  const face = { firstName: "John", lastName: "Doe", expiry: "2039-11" };
  return [
    card(sandbox),
    { ...head, subtype: "CREDIT", currency: "CAD", card: { ...face, cardNumber: "5555555555554444" } },
    { ...head, subtype: "PREPAID", card: { ...face, cardNumber: "6011111111111117" } },
    { ...head, subtype: "CREDIT", card: { ...face, cardNumber: "378282246310005" } },
  ];
}

export function pot(sandbox: Given): Schemas["InternalFinancialAccountRequest"] {
  return { name: "John’s savings pot", ...holder(sandbox), parentId: founded(sandbox).operatingAccount };
}

export function issued(sandbox: Given): Schemas["IntegratedBankAccountRequest"] {
  const respondedAt = "2023-11-09T20:58:02.000Z";
  return {
    ...{ name: "John’s spending account", ...holder(sandbox), subtype: "CHECKING", currency: "USD" },
    acceptanceAgreements: [
      { documentId: "ebt-communication-consent", documentVersion: "1.1", accepted: true, respondedAt },
      { documentId: "fncl-privacy-policy", documentVersion: "2.0", accepted: true, respondedAt },
    ],
  };
}

/** Where the accounts are that a customer can have, one of each kind. */
export async function givenAccounts(sandbox: Pick<Sandbox, "client" | "credential">) {
  const owner = business(sandbox);
  const made = {
    bank: await done(owner.createExternalBankAccount({ body: bankAccount(sandbox) })),
    card: await done(owner.createExternalCard({ body: card(sandbox) })),
    internal: await done(owner.createInternalFinancialAccount({ body: pot(sandbox) })),
    integrated: await done(owner.issueBankAccount({ body: issued(sandbox) })),
  };
  const { bank, internal, integrated } = made;
  return { bank: bank.id, card: made.card.id, internal: internal.id, integrated: integrated.id };
}
