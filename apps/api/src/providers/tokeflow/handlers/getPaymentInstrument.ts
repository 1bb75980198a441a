import { ownMerchant } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { get } from "../store/instruments.ts";
import { envelope } from "../wire/envelope.ts";
import { instrumentToWire } from "../wire/payment-instrument.ts";

export const getPaymentInstrument: Handler<"getPaymentInstrument"> = async ({ path }, ctx) => {
  const instrument = await get(ctx, path.id, ownMerchant(ctx.credential));
  return { status: 200, body: envelope(instrumentToWire(instrument), ctx) };
};
