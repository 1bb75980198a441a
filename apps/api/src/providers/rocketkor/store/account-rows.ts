import type { RocketkorFinancialAccountModel } from "@understudy/database";
import type { BankDescription, BillingAddress, CardDescription, FinancialAccount } from "../rules/account.ts";
import { tailOf } from "../rules/bank-number.ts";
import { stampColumns, stampsFrom } from "./actors.ts";

type Row = RocketkorFinancialAccountModel;

export function rowOf(account: FinancialAccount) {
  const { id, parentId, name, category, type, subtype, currency, maskedNumber, token, outcome } = account;
  const { state, stateAt, previousState, previousStateAt, bank, card, billingAddress } = account;
  const { defaultFlag, accountHolderId, accountHolderType } = account;
  return {
    ...{ id, parentId, name, category, type, subtype, currency, maskedNumber, token, outcome },
    ...{ state, stateAt, previousState, previousStateAt, defaultFlag, accountHolderId, accountHolderType },
    bankName: bank?.bankName ?? null,
    maskedRoutingNumber: bank?.maskedRoutingNumber ?? null,
    nameOnAccount: bank?.nameOnAccount ?? null,
    businessName: bank?.businessName ?? null,
    cardScheme: card?.scheme ?? null,
    cardExpiry: card?.expiry ?? null,
    firstName: card?.firstName ?? null,
    middleName: card?.middleName ?? null,
    lastName: card?.lastName ?? null,
    billingLines: billingAddress?.lines ?? [],
    billingCity: billingAddress?.city ?? null,
    billingStateCode: billingAddress?.stateCode ?? null,
    billingCountryCode: billingAddress?.countryCode ?? null,
    billingPostalCode: billingAddress?.postalCode ?? null,
    ...stampColumns(account),
  };
}

/** Rows are written above, and by nobody else. */
export function accountFrom(row: Row): FinancialAccount {
  const { id, parentId, name, subtype, maskedNumber, token, stateAt, previousStateAt } = row;
  return {
    ...{ id, parentId, name, subtype, maskedNumber, tail: tailOf(maskedNumber), token, stateAt, previousStateAt },
    category: row.category as FinancialAccount["category"],
    type: row.type as FinancialAccount["type"],
    defaultFlag: row.defaultFlag,
    currency: row.currency as FinancialAccount["currency"],
    accountHolderId: row.accountHolderId,
    accountHolderType: row.accountHolderType as FinancialAccount["accountHolderType"],
    state: row.state as FinancialAccount["state"],
    previousState: row.previousState as FinancialAccount["previousState"],
    outcome: row.outcome as FinancialAccount["outcome"],
    bank: row.type === "BANK" ? bankIn(row) : null,
    card: row.type === "CARD" ? cardIn(row) : null,
    billingAddress: billingAddressIn(row),
    ...stampsFrom(row),
  };
}

function bankIn({ bankName, maskedRoutingNumber, nameOnAccount, businessName }: Row): BankDescription {
  return { bankName, maskedRoutingNumber, nameOnAccount, businessName };
}

function cardIn({ cardScheme, cardExpiry, firstName, middleName, lastName }: Row): CardDescription {
  const names = { firstName: firstName ?? "", middleName, lastName: lastName ?? "" };
  return { scheme: cardScheme ?? "", expiry: cardExpiry ?? "", ...names };
}

function billingAddressIn(row: Row): BillingAddress | null {
  const { billingLines: lines, billingCity: city, billingCountryCode: countryCode } = row;
  if (city === null || countryCode === null) return null;
  return { lines, city, stateCode: row.billingStateCode, countryCode, postalCode: row.billingPostalCode };
}
