import { json } from "../answers/answering.ts";
import type { Handler } from "../handler.ts";
import { unmarkForErasure } from "../transactions/erasing.ts";
import { unmarkedToWire } from "../wire/erasure.ts";

export const unmarkTransactionsForErasure: Handler<"unmarkTransactionsForErasure"> = async ({ body }, ctx) => {
  return json(ctx, unmarkedToWire(await unmarkForErasure(ctx, body.transaction_ids)));
};
