import type { components } from "@understudy/contracts/tokeflow";
import type { Context } from "@understudy/engine";
import { type Attempt, type Transaction, winningRuleOf } from "../rules/transaction.ts";

type Schemas = components["schemas"];

/** The provider's transaction object, all 21 fields (seed); what was asked for does not show in it. */
export function toWire(transaction: Transaction, ctx: Context): Schemas["Transaction"] {
  return {
    id: transaction.id,
    organization_id: transaction.organizationId,
    merchant_id: transaction.merchantId,
    order_id: transaction.orderId,
    subscription_id: transaction.subscriptionId,
    external_order_id: transaction.externalOrderId,
    customer_id: transaction.customerId,
    payment_instrument_id: transaction.paymentInstrumentId,
    amount_authorized: transaction.amountAuthorized,
    amount_captured: transaction.amountCaptured,
    currency: transaction.currency,
    payment_method: transaction.paymentMethod,
    charge_type: transaction.chargeType,
    country: transaction.country,
    status: transaction.status,
    applied_routing_rule_id: winningRuleOf(transaction),
    timeline: transaction.attempts.map(toTimelineEntry),
    payment_instructions: toInstructions(transaction, ctx),
    metadata: transaction.metadata,
    created_at: transaction.createdAt.toISOString(),
    updated_at: transaction.updatedAt.toISOString(),
  };
}

/** Pictures and slips are pages of ours, opened by whoever has their address. */
function toInstructions(
  { id, paymentInstructions }: Transaction,
  ctx: Context,
): Schemas["Transaction"]["payment_instructions"] {
  if (!paymentInstructions) return null;
  const pages = `${ctx.publicUrl}/pages/tokeflow/${ctx.sandbox.id}`;
  const { expiresAt: expires_at } = paymentInstructions;
  if (paymentInstructions.type === "pix")
    return {
      type: "pix",
      qr_code_text: paymentInstructions.qrCodeText,
      qr_code_url: `${pages}/pix/${id}.png`,
      expires_at,
    };
  return {
    type: "boleto",
    barcode: paymentInstructions.barcode,
    digitable_line: paymentInstructions.digitableLine,
    boleto_url: `${pages}/boleto/${id}`,
    due_date: paymentInstructions.dueDate,
    expires_at,
  };
}

function toTimelineEntry(attempt: Attempt): Schemas["TimelineEntry"] {
  return {
    attempt_number: attempt.attemptNumber,
    is_fallback: attempt.isFallback,
    connector_id: attempt.connectorId,
    provider_slug: attempt.providerSlug,
    status: attempt.status,
    started_at: attempt.startedAt.toISOString(),
    finished_at: attempt.finishedAt?.toISOString() ?? null,
    error_category: attempt.errorCategory,
    error_code: attempt.errorCode,
  };
}

/** The richer view of an attempt: the same facts as the timeline's, and those that only debugging needs. */
export function attemptToWire(transactionId: string, attempt: Attempt): Schemas["Attempt"] {
  const { connector_id, ...entry } = toTimelineEntry(attempt);
  return {
    id: attempt.id,
    payment_transaction_id: transactionId,
    merchant_connector_id: connector_id,
    ...entry,
    three_ds_status: attempt.threeDsStatus,
    error_message: attempt.errorMessage,
    psp_transaction_id: attempt.pspTransactionId,
    gateway_fee: attempt.gatewayFee,
  };
}
