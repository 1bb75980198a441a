import { callerOf, ownMerchant } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { remove } from "../store/instruments.ts";

export const deletePaymentInstrument: Handler<"deletePaymentInstrument"> = async ({ path }, ctx) => {
  const merchantId = ownMerchant(ctx.credential);
  await remove(ctx, path.id, { organizationId: callerOf(ctx.credential).organizationId, merchantId });
  return { status: 204 };
};
