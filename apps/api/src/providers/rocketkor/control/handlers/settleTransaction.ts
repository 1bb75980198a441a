import { settleNow } from "../../rules/advancing.ts";
import { change, statusesOf } from "../../store/transactions.ts";
import type { Handler } from "../handler.ts";
import { transactionToWire } from "../wire/transaction.ts";

export const settleTransaction: Handler<"settleTransaction"> = async ({ path, body }, ctx) => {
  const transaction = await change(ctx, path.transactionId, (from, sides) =>
    settleNow(from, sides, body?.outcome, ctx.now),
  );
  return { status: 200, body: transactionToWire(transaction, await statusesOf(ctx, transaction.id)) };
};
