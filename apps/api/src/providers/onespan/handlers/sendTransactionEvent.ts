import { json } from "../answers/answering.ts";
import type { Handler } from "../handler.ts";
import { cancel, lenderSign } from "../rules/journey/ending.ts";
import { readScene } from "../store/transactions.ts";
import { change } from "../store/transitions.ts";
import { verificationsOf } from "../store/verifications.ts";
import { homeOf } from "../transactions/reading.ts";
import { recordToWire } from "../wire/transaction.ts";

export const sendTransactionEvent: Handler<"sendTransactionEvent"> = async ({ path, body }, ctx) => {
  const id = path.transaction_id;
  // The answer tells of the call before this one, as every other answer does.
  const { lastApiRequest } = (await readScene(ctx, id)).transaction;
  const { transaction, ...rest } = await change(ctx, id, (before) =>
    body.trigger === "transaction_cancelled" ? cancel(before) : lenderSign(before, ctx.now),
  );
  const scene = { ...rest, transaction: { ...transaction, lastApiRequest } };
  return json(ctx, recordToWire(scene, await homeOf(ctx), await verificationsOf(ctx, id)));
};
