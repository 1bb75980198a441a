import { belongingOf, makingOf } from "../adding.ts";
import type { Handler } from "../handler.ts";
import { externalCard } from "../rules/new-account.ts";
import { createAccount } from "../store/accounts.ts";
import { businessOf } from "../store/business.ts";
import { accountToWire, cardFromWire, headFromWire } from "../wire/financial-account.ts";

export const createExternalCard: Handler<"createExternalCard"> = async ({ body }, ctx) => {
  const { accountHolderId, accountHolderType, subtype } = body;
  const { holder } = await belongingOf(ctx, { accountHolderId, accountHolderType });
  const head = headFromWire(body, { accountHolderId: holder.id, subtype });
  const account = externalCard(head, cardFromWire(body.card), makingOf(ctx));
  await createAccount(ctx, account);
  return { status: 201, body: accountToWire(account, (await businessOf(ctx)).id) };
};
