import { json } from "../answers/answering.ts";
import type { Handler } from "../handler.ts";
import { markForErasure } from "../transactions/erasing.ts";
import { markedToWire } from "../wire/erasure.ts";

export const markTransactionsForErasure: Handler<"markTransactionsForErasure"> = async ({ body }, ctx) => {
  return json(ctx, markedToWire(await markForErasure(ctx, body.transaction_ids, body.grace_period)));
};
