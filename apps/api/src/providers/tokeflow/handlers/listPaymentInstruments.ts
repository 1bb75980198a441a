import { ownMerchant } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { list } from "../store/instruments.ts";
import { pageEnvelope } from "../wire/envelope.ts";
import { instrumentToWire } from "../wire/payment-instrument.ts";

export const listPaymentInstruments: Handler<"listPaymentInstruments"> = async ({ query }, ctx) => {
  const paging = { page: query.page ?? 1, limit: query.limit ?? 20 };
  const { total, instruments } = await list(ctx, ownMerchant(ctx.credential), query.customer_id, paging);
  return { status: 200, body: pageEnvelope(instruments.map(instrumentToWire), total, paging, ctx) };
};
