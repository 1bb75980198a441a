import { get } from "../../store/payments.ts";
import type { Handler } from "../handler.ts";
import { paymentToWire } from "../wire/payment.ts";

export const getPayment: Handler<"getPayment"> = async ({ path }, ctx) => ({
  status: 200,
  body: paymentToWire(await get(ctx, path.paymentId)),
});
