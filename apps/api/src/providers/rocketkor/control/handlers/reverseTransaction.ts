import { reverse } from "../../rules/ending.ts";
import { change, statusesOf } from "../../store/transactions.ts";
import type { Handler } from "../handler.ts";
import { transactionToWire } from "../wire/transaction.ts";

export const reverseTransaction: Handler<"reverseTransaction"> = async ({ path, body }, ctx) => {
  const transaction = await change(ctx, path.transactionId, (from, sides) =>
    reverse(from, sides, body.reason, ctx.now),
  );
  return { status: 200, body: transactionToWire(transaction, await statusesOf(ctx, transaction.id)) };
};
