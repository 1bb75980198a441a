import { commit, get } from "../../store/transactions.ts";
import { toWire } from "../../wire/transaction.ts";
import type { Handler } from "../handler.ts";
import { settlements } from "../settlement.ts";

export const settleTransaction: Handler<"settleTransaction"> = async ({ path, body }, ctx) => {
  const transaction = await get(ctx, path.transactionId, undefined);
  const { change, also } = await settlements[body.outcome](ctx, transaction);
  await commit(ctx, transaction, change, also);
  return { status: 200, body: toWire(change.transaction, ctx) };
};
