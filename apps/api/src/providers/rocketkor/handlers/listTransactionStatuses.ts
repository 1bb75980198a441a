import type { Handler } from "../handler.ts";
import { get, statusesOf } from "../store/transactions.ts";
import { statusToWire } from "../wire/transaction.ts";

export const listTransactionStatuses: Handler<"listTransactionStatuses"> = async ({ path }, ctx) => {
  const { id } = await get(ctx, path.transactionId);
  const statuses = await statusesOf(ctx, id);
  return { status: 200, body: statuses.map(statusToWire).reverse() };
};
