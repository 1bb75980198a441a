import { narrowedTo } from "../caller.ts";
import { envelope } from "../envelope.ts";
import type { Handler } from "../handler.ts";
import { refundToWire } from "../refund-wire.ts";
import { get } from "../store/refunds.ts";

export const getRefund: Handler<"getRefund"> = async ({ path }, ctx) => {
  const refund = await get(ctx, path.id, narrowedTo(ctx.credential));
  return { status: 200, body: envelope(refundToWire(refund), ctx) };
};
