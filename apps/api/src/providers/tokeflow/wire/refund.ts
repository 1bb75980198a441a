import type { components } from "@understudy/contracts/tokeflow";
import type { Refund } from "../rules/refund.ts";

export function refundToWire(refund: Refund): components["schemas"]["Refund"] {
  return {
    id: refund.id,
    transaction_id: refund.transactionId,
    merchant_id: refund.merchantId,
    amount: refund.amount,
    currency: refund.currency,
    status: refund.status,
    reason: refund.reason,
    psp_refund_id: refund.pspRefundId,
    metadata: refund.metadata,
    created_at: refund.createdAt.toISOString(),
    updated_at: refund.updatedAt.toISOString(),
  };
}
