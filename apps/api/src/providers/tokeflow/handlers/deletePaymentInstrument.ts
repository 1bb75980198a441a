import { ownMerchant } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { remove } from "../store/instruments.ts";

export const deletePaymentInstrument: Handler<"deletePaymentInstrument"> = async ({ path }, ctx) => {
  await remove(ctx, path.id, ownMerchant(ctx.credential));
  return { status: 204 };
};
