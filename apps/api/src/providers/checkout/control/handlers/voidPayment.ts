import { meansOf } from "../../means.ts";
import { playVoid } from "../../rules/payment-events.ts";
import { change } from "../../store/payments.ts";
import type { Handler } from "../handler.ts";
import { paymentToWire } from "../wire/payment.ts";

export const voidPayment: Handler<"voidPayment"> = async ({ path, body = {} }, ctx) => {
  const means = await meansOf(ctx);
  const changed = await change(ctx, path.paymentId, (payment) => playVoid(payment, body, means));
  return { status: 200, body: paymentToWire(changed) };
};
