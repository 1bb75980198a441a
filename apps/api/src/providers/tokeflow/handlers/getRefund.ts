import { narrowedTo } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { get } from "../store/refunds.ts";
import { envelope } from "../wire/envelope.ts";
import { refundToWire } from "../wire/refund.ts";

export const getRefund: Handler<"getRefund"> = async ({ path }, ctx) => {
  const refund = await get(ctx, path.id, narrowedTo(ctx.credential));
  return { status: 200, body: envelope(refundToWire(refund), ctx) };
};
