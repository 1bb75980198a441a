import type { components } from "@understudy/contracts/rocketkor";
import type { FinancialAccount } from "../rules/account.ts";
import { decimalText } from "../rules/money.ts";
import type { AccountHead, GivenBankAccount, GivenCard } from "../rules/new-account.ts";
import { billingAddressFromWire, billingAddressToWire } from "./address.ts";
import { present } from "./present.ts";
import { time } from "./time.ts";

type Schemas = components["schemas"];
type Body =
  | Schemas["ExternalBankAccountRequest"]
  | Schemas["ExternalCardRequest"]
  | Schemas["InternalFinancialAccountRequest"]
  | Schemas["IntegratedBankAccountRequest"];

interface Belongings {
  readonly accountHolderId: string;
  /** Of what the body does not name as its own, nothing is taken: it may hold anything. */
  readonly subtype?: string;
  readonly parentId?: string | null;
}

/** What every request for an account says; its holder is one that there is. */
export function headFromWire(body: Body, belongings: Belongings): AccountHead {
  const { name, currency = "USD", accountHolderType, defaultFlag = false } = body;
  return { name, currency, accountHolderType, defaultFlag, ...belongings };
}

export function bankAccountFromWire(body: Schemas["BankAccountRequest"]): GivenBankAccount {
  const { bankName, routingNo, accountNumber, nameOnAccount = null, businessName = null, billingAddress } = body;
  const address = billingAddressFromWire(billingAddress);
  return { bankName, routingNo, accountNumber, nameOnAccount, businessName, billingAddress: address };
}

export function cardFromWire(body: Schemas["CardRequest"]): GivenCard {
  const { cardNumber, expiry, firstName, middleName = null, lastName, billingAddress } = body;
  return {
    cardNumber,
    expiry,
    firstName,
    middleName,
    lastName,
    billingAddress: billingAddressFromWire(billingAddress),
  };
}

export function accountToWire(account: FinancialAccount, businessAccountId: string): Schemas["FinancialAccount"] {
  const { id, parentId, name, category, type, subtype, defaultFlag, currency, state } = account;
  return {
    ...{ id, ...present({ parentId }), businessAccountId, name, category, type },
    ...present({ subtype: subtype as Schemas["FinancialAccount"]["subtype"] | null }),
    ...{ defaultFlag, currency },
    ...{ accountHolderId: account.accountHolderId, accountHolderType: account.accountHolderType, state },
    ...verificationOf(account),
    maskedAccountNumber: account.maskedNumber,
    ...bankToWire(account),
    ...cardToWire(account),
    ...{ createdBy: account.createdBy, createdAt: time(account.createdAt) },
    ...{ updatedBy: account.updatedBy, updatedAt: time(account.updatedAt) },
  };
}

/** What an account waits for that is not good for use yet: its bank's word. Nobody says how such an account looks; no other is shown so. */
function verificationOf({ state }: FinancialAccount) {
  return state === "PENDING" ? ({ verificationStatus: "PENDING", verificationMethod: "PRENOTE" } as const) : {};
}

/** An account of the ledger is at no bank. */
function bankToWire({ category, bank, tail, billingAddress }: FinancialAccount) {
  if (!bank || category === "INTERNAL") return {};
  const { bankName, maskedRoutingNumber: maskedRoutingNo, nameOnAccount, businessName } = bank;
  const address = billingAddress && { billingAddress: billingAddressToWire(billingAddress) };
  return {
    bankAccount: {
      ...{ ...present({ bankName, maskedRoutingNo }), accountNumberTail: tail },
      ...{ ...present({ nameOnAccount, businessName }), ...address },
    },
  };
}

function cardToWire({ card, tail, billingAddress }: FinancialAccount) {
  if (!card) return {};
  const { scheme, expiry, firstName, middleName, lastName } = card;
  const address = billingAddress && { billingAddress: billingAddressToWire(billingAddress) };
  return {
    card: {
      ...{ firstName, ...present({ middleName }), lastName, cardNumberTail: tail, scheme, expiry },
      ...address,
    },
  };
}

/** What is on an account, in minor units. */
interface Holdings {
  readonly available: bigint;
  readonly held: bigint;
  /** What is on its way there. */
  readonly pending: bigint;
}

export function balancesToWire({ currency }: FinancialAccount, { available, held, pending }: Holdings) {
  const balances: Schemas["Balances"] = {
    accountBalance: decimalText(available + held),
    availableBalance: decimalText(available),
    pendingWithdrawals: decimalText(held),
    pendingDeposits: decimalText(pending),
  };
  return { _embedded: { balances: { [currency]: balances } } };
}
