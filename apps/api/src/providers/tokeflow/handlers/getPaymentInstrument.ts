import { ownMerchant } from "../caller.ts";
import { envelope } from "../envelope.ts";
import type { Handler } from "../handler.ts";
import { instrumentToWire } from "../instrument-wire.ts";
import { get } from "../store/instruments.ts";

export const getPaymentInstrument: Handler<"getPaymentInstrument"> = async ({ path }, ctx) => {
  const instrument = await get(ctx, path.id, ownMerchant(ctx.credential));
  return { status: 200, body: envelope(instrumentToWire(instrument), ctx) };
};
