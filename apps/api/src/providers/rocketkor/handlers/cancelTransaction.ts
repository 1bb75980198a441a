import { actorOf } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { cancel } from "../rules/ending.ts";
import { change } from "../store/transactions.ts";

export const cancelTransaction: Handler<"cancelTransaction"> = async ({ path }, ctx) => {
  await change(ctx, path.transactionId, (transaction) => cancel(transaction, actorOf(ctx), ctx.now));
  return { status: 204 };
};
