import { narrowedTo } from "../caller.ts";
import { envelope } from "../envelope.ts";
import type { Handler } from "../handler.ts";
import { orderToWire } from "../order-wire.ts";
import { get } from "../store/orders.ts";

export const getOrder: Handler<"getOrder"> = async ({ path }, ctx) => {
  const order = await get(ctx, path.id, narrowedTo(ctx.credential));
  return { status: 200, body: envelope(orderToWire(order), ctx) };
};
