import { drawAccountNumber, drawn } from "../../drawing.ts";
import { internal } from "../../rules/actor.ts";
import { openingBalanceOf } from "../../rules/balance-request.ts";
import { insideAccount } from "../../rules/new-account.ts";
import { createAccount } from "../../store/accounts.ts";
import { businessOf } from "../../store/business.ts";
import type { Handler } from "../handler.ts";
import { accountToWire } from "../wire/financial-account.ts";

export const createBusinessFinancialAccount: Handler<"createBusinessFinancialAccount"> = async ({ body }, ctx) => {
  const { name, currency, opening_balance } = body;
  const opening = openingBalanceOf(opening_balance);
  const { id: accountHolderId } = await businessOf(ctx);
  const head = { name, currency, accountHolderId, accountHolderType: "BUSINESS_ACCOUNT" } as const;
  const inside = { category: "INTERNAL", accountNumber: drawAccountNumber() } as const;
  const account = insideAccount(head, inside, { ...drawn(), by: internal, now: ctx.now });
  await createAccount(ctx, account, opening);
  return { status: 201, body: accountToWire(account, { available: opening, held: 0n }) };
};
