import { settleRefund as settle } from "../../rules/refund.ts";
import * as refunds from "../../store/refunds.ts";
import { commit, get } from "../../store/transactions.ts";
import { refundToWire } from "../../wire/refund.ts";
import type { Handler } from "../handler.ts";

export const settleRefund: Handler<"settleRefund"> = async ({ path, body }, ctx) => {
  const { transactionId } = await refunds.get(ctx, path.refundId, undefined);
  const transaction = await get(ctx, transactionId, undefined);
  // Read after its transaction: whoever settles it from now on changes the transaction too, and then this commit fails.
  const refund = await refunds.get(ctx, path.refundId, undefined);
  const settled = settle(transaction, refund, body.outcome, ctx.now);
  await commit(ctx, transaction, settled, { parts: { refund: refunds.writeRefund(ctx, settled.refund) } });
  return { status: 200, body: refundToWire(settled.refund) };
};
