import { merchantOf } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { requireMerchant } from "../store/merchants.ts";
import { list } from "../store/refunds.ts";
import { pageEnvelope } from "../wire/envelope.ts";
import { refundToWire } from "../wire/refund.ts";

export const listRefunds: Handler<"listRefunds"> = async ({ query }, ctx) => {
  const merchantId = merchantOf(ctx.credential, query.merchant_id);
  await requireMerchant(ctx, merchantId);
  const paging = { page: query.page ?? 1, limit: query.limit ?? 20 };
  const filter = { merchantId, transactionId: query.transaction_id, status: query.status };
  const { total, refunds } = await list(ctx, filter, paging);
  return { status: 200, body: pageEnvelope(refunds.map(refundToWire), total, paging, ctx) };
};
