import { Refusal } from "@understudy/domain";
import { merchantOf } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { type TransactionStatus, transactionStatuses } from "../rules/transaction.ts";
import { list } from "../store/listing.ts";
import { requireMerchant } from "../store/merchants.ts";
import { pageEnvelope } from "../wire/envelope.ts";
import { toWire } from "../wire/transaction.ts";

export const listTransactions: Handler<"listTransactions"> = async ({ query }, ctx) => {
  const merchantId = merchantOf(ctx.credential, query.merchant_id);
  await requireMerchant(ctx, merchantId);
  const paging = { page: query.page ?? 1, limit: query.limit ?? 20 };
  const { total, transactions } = await list(
    ctx,
    {
      merchantId,
      statuses: toStatuses(query.status),
      customerReference: query.customer_reference,
      orderId: query.order_id,
      paymentMethod: query.payment_method,
      currency: query.currency,
      from: toDate(query.date_from),
      to: toDate(query.date_to),
    },
    paging,
  );
  return {
    status: 200,
    body: pageEnvelope(
      transactions.map((one) => toWire(one, ctx)),
      total,
      paging,
      ctx,
    ),
  };
};

/** Repeated, separated by commas, or both (seed). */
function toStatuses(sent: readonly string[] = []): TransactionStatus[] {
  return sent
    .flatMap((value) => value.split(","))
    .map((value) => {
      const status = transactionStatuses.find((known) => known === value);
      if (status) return status;
      throw new Refusal("invalid", `status must be one of ${transactionStatuses.join(", ")}, not "${value}".`, {
        field: "status",
      });
    });
}

function toDate(value: string | undefined): Date | undefined {
  return value === undefined ? undefined : new Date(value);
}
