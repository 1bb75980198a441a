import { paged } from "../../../../page.ts";
import { type ListedPayment, list } from "../../store/payments.ts";
import type { Handler } from "../handler.ts";
import { paymentToWire } from "../wire/payment.ts";

export const listPayments: Handler<"listPayments"> = async ({ query }, ctx) => {
  const body = await paged<ListedPayment, ReturnType<typeof paymentToWire>>(
    query,
    (page) => list(ctx, page),
    ({ sequence }) => sequence,
    paymentToWire,
  );
  return { status: 200, body };
};
