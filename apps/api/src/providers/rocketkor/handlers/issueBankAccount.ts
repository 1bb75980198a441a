import { belongingOf } from "../adding.ts";
import type { Handler } from "../handler.ts";
import { issueAccount } from "../issuing.ts";
import { businessOf } from "../store/business.ts";
import { accountToWire, headFromWire } from "../wire/financial-account.ts";

export const issueBankAccount: Handler<"issueBankAccount"> = async ({ body }, ctx) => {
  const { subtype, acceptanceAgreements } = body;
  const { holder, parentId } = await belongingOf(ctx, body);
  const head = headFromWire(body, { accountHolderId: holder.id, subtype, parentId });
  const account = await issueAccount(ctx, head, holder, acceptanceAgreements);
  return { status: 201, body: accountToWire(account, (await businessOf(ctx)).id) };
};
