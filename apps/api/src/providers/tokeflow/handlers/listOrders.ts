import { merchantOf } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { requireMerchant } from "../store/merchants.ts";
import { list } from "../store/orders.ts";
import { pageEnvelope } from "../wire/envelope.ts";
import { orderToWire } from "../wire/order.ts";

export const listOrders: Handler<"listOrders"> = async ({ query }, ctx) => {
  const merchantId = merchantOf(ctx.credential, query.merchant_id);
  await requireMerchant(ctx, merchantId);
  const paging = { page: query.page ?? 1, limit: query.limit ?? 20 };
  const filter = { merchantId, orderType: query.order_type, externalOrderId: query.external_order_id };
  const { total, orders } = await list(ctx, filter, paging);
  return { status: 200, body: pageEnvelope(orders.map(orderToWire), total, paging, ctx) };
};
