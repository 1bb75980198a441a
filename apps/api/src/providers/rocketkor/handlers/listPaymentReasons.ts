import type { Handler } from "../handler.ts";
import { paymentReasons } from "../rules/payment-reasons.ts";

export const listPaymentReasons: Handler<"listPaymentReasons"> = async () => ({
  status: 200,
  body: paymentReasons.map(({ reason, description }) => ({ reason, description })),
});
