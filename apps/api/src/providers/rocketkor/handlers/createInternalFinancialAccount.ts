import { belongingOf, makingOf } from "../adding.ts";
import { drawAccountNumber } from "../drawing.ts";
import type { Handler } from "../handler.ts";
import { insideAccount } from "../rules/new-account.ts";
import { createAccount } from "../store/accounts.ts";
import { businessOf } from "../store/business.ts";
import { accountToWire, headFromWire } from "../wire/financial-account.ts";

export const createInternalFinancialAccount: Handler<"createInternalFinancialAccount"> = async ({ body }, ctx) => {
  const { holder, parentId } = await belongingOf(ctx, body);
  const inside = { category: "INTERNAL", accountNumber: drawAccountNumber() } as const;
  const head = headFromWire(body, { accountHolderId: holder.id, parentId });
  const account = insideAccount(head, inside, makingOf(ctx));
  await createAccount(ctx, account);
  return { status: 201, body: accountToWire(account, (await businessOf(ctx)).id) };
};
