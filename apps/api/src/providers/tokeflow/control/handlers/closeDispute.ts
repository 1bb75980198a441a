import { close, get } from "../../store/disputes.ts";
import * as transactions from "../../store/transactions.ts";
import { disputeEvent } from "../disputing.ts";
import type { Handler } from "../handler.ts";
import { closeDispute as end } from "../rules/dispute.ts";
import { disputeToWire } from "../wire/objects.ts";

export const closeDispute: Handler<"closeDispute"> = async ({ path, body }, ctx) => {
  const closed = end(await get(ctx, path.disputeId), body.outcome, ctx.now);
  const owner = await transactions.get(ctx, closed.transactionId, undefined);
  await close(ctx, closed, disputeEvent(`dispute.${body.outcome}`, closed, owner));
  return { status: 200, body: disputeToWire(closed) };
};
