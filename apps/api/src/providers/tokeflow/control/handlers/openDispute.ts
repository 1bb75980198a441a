import { commit, get } from "../../store/transactions.ts";
import { writeDisputed } from "../disputing.ts";
import type { Handler } from "../handler.ts";
import { openDispute as open } from "../rules/dispute.ts";
import { disputeToWire } from "../wire/objects.ts";

export const openDispute: Handler<"openDispute"> = async ({ path, body }, ctx) => {
  const transaction = await get(ctx, path.transactionId, undefined);
  const disputed = open(transaction, { ...body, id: ctx.newId("dsp") }, ctx.now);
  const { change, also } = writeDisputed(ctx, disputed);
  await commit(ctx, transaction, change, also);
  return { status: 201, body: disputeToWire(disputed.dispute) };
};
