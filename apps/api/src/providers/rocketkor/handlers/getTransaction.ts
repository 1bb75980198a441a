import type { Handler } from "../handler.ts";
import { businessOf } from "../store/business.ts";
import { get } from "../store/transactions.ts";
import { transactionToWire } from "../wire/transaction.ts";

export const getTransaction: Handler<"getTransaction"> = async ({ path }, ctx) => {
  const transaction = await get(ctx, path.transactionId);
  return { status: 200, body: transactionToWire(transaction, (await businessOf(ctx)).id) };
};
