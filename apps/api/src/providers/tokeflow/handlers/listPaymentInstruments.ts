import { ownMerchant } from "../caller.ts";
import { pageEnvelope } from "../envelope.ts";
import type { Handler } from "../handler.ts";
import { instrumentToWire } from "../instrument-wire.ts";
import { list } from "../store/instruments.ts";

export const listPaymentInstruments: Handler<"listPaymentInstruments"> = async ({ query }, ctx) => {
  const paging = { page: query.page ?? 1, limit: query.limit ?? 20 };
  const { total, instruments } = await list(ctx, ownMerchant(ctx.credential), query.customer_id, paging);
  return { status: 200, body: pageEnvelope(instruments.map(instrumentToWire), total, paging, ctx) };
};
