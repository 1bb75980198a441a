import { json } from "../answering.ts";
import { unmarkForErasure } from "../erasure.ts";
import type { Handler } from "../handler.ts";
import { unmarkedToWire } from "../wire/erasure.ts";

export const unmarkTransactionsForErasure: Handler<"unmarkTransactionsForErasure"> = async ({ body }, ctx) => {
  return json(ctx, unmarkedToWire(await unmarkForErasure(ctx, body.transaction_ids)));
};
