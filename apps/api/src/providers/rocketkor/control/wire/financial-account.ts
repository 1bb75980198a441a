import type { components } from "@understudy/contracts/rocketkor-control";
import type { FinancialAccount } from "../../rules/account.ts";
import { decimalText } from "../../rules/money.ts";
import type { Balances } from "../../store/ledger.ts";

type Wire = components["schemas"]["ControlFinancialAccount"];

/** With what is in it, be that at another bank. */
export function accountToWire(account: FinancialAccount, { available, held }: Balances): Wire {
  const { id, name, category, type, subtype, currency, state, outcome } = account;
  return {
    ...{ id, name, category, type, subtype: subtype as Wire["subtype"], currency },
    ...{ account_holder_id: account.accountHolderId, account_holder_type: account.accountHolderType, state },
    ...{ masked_account_number: account.maskedNumber, outcome },
    balances: { available: decimalText(available), held: decimalText(held) },
  };
}
