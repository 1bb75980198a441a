import { belongingOf, makingOf } from "../adding.ts";
import type { Handler } from "../handler.ts";
import { externalBankAccount } from "../rules/new-account.ts";
import { createAccount } from "../store/accounts.ts";
import { businessOf } from "../store/business.ts";
import { accountToWire, bankAccountFromWire, headFromWire } from "../wire/financial-account.ts";

export const createExternalBankAccount: Handler<"createExternalBankAccount"> = async ({ body }, ctx) => {
  const { accountHolderId, accountHolderType, subtype } = body;
  const { holder } = await belongingOf(ctx, { accountHolderId, accountHolderType });
  const head = headFromWire(body, { accountHolderId: holder.id, subtype });
  const account = externalBankAccount(head, bankAccountFromWire(body.bankAccount), makingOf(ctx));
  await createAccount(ctx, account);
  return { status: 201, body: accountToWire(account, (await businessOf(ctx)).id) };
};
