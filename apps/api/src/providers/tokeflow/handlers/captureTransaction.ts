import { narrowedTo } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { capture } from "../rules/lifecycle.ts";
import { change } from "../store/transactions.ts";
import { envelope } from "../wire/envelope.ts";
import { toWire } from "../wire/transaction.ts";

export const captureTransaction: Handler<"captureTransaction"> = async ({ path, body }, ctx) => {
  const { transaction } = await change(ctx, path.id, narrowedTo(ctx.credential), (transaction) =>
    capture(transaction, body ?? {}, ctx.now),
  );
  return { status: 200, body: envelope(toWire(transaction, ctx), ctx) };
};
