import type { components } from "@understudy/contracts/tokeflow";
import type { Order } from "../store/orders.ts";

export function orderToWire(order: Order): components["schemas"]["Order"] {
  return {
    id: order.id,
    merchant_id: order.merchantId,
    organization_id: order.organizationId,
    order_type: order.orderType,
    status: order.status,
    status_history: order.statusHistory.map(({ status, at }) => ({ status, at: at.toISOString() })),
    transaction_id: order.transactionId,
    external_order_id: order.externalOrderId,
    created_at: order.createdAt.toISOString(),
    updated_at: order.updatedAt.toISOString(),
  };
}
