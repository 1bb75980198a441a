import { narrowedTo } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { requestRefund } from "../rules/refund.ts";
import { writeRefund } from "../store/refunds.ts";
import { change } from "../store/transactions.ts";
import { envelope } from "../wire/envelope.ts";
import { refundToWire } from "../wire/refund.ts";

export const createRefund: Handler<"createRefund"> = async ({ body }, ctx) => {
  const request = { ...body, id: ctx.newId("rfn") };
  const { refund } = await change(
    ctx,
    body.transaction_id,
    narrowedTo(ctx.credential),
    (transaction) => requestRefund(transaction, request, ctx.now),
    (requested) => ({ parts: { refund: writeRefund(ctx, requested.refund) } }),
  );
  return { status: 201, body: envelope(refundToWire(refund), ctx) };
};
