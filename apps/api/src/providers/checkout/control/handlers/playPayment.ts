import { meansOf } from "../../means.ts";
import { playPayment as play } from "../../rules/payment-events.ts";
import { create } from "../../store/payments.ts";
import type { Handler } from "../handler.ts";
import { paymentToWire, playFromWire } from "../wire/payment.ts";

export const playPayment: Handler<"playPayment"> = async ({ body }, ctx) => {
  const played = play(playFromWire(body), await meansOf(ctx));
  return { status: 201, body: paymentToWire(await create(ctx, played)) };
};
