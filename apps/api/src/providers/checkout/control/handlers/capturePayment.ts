import { meansOf } from "../../means.ts";
import { playCapture } from "../../rules/payment-events.ts";
import { change } from "../../store/payments.ts";
import type { Handler } from "../handler.ts";
import { paymentToWire } from "../wire/payment.ts";

export const capturePayment: Handler<"capturePayment"> = async ({ path, body = {} }, ctx) => {
  const means = await meansOf(ctx);
  const changed = await change(ctx, path.paymentId, (payment) => playCapture(payment, body, means));
  return { status: 200, body: paymentToWire(changed) };
};
