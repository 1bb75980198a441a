import { narrowedTo } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { get } from "../store/transactions.ts";
import { envelope } from "../wire/envelope.ts";
import { toWire } from "../wire/transaction.ts";

export const getTransaction: Handler<"getTransaction"> = async ({ path }, ctx) => {
  const transaction = await get(ctx, path.id, narrowedTo(ctx.credential));
  return { status: 200, body: envelope(toWire(transaction, ctx), ctx) };
};
