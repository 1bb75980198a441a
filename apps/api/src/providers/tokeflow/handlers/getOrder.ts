import { narrowedTo } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { get } from "../store/orders.ts";
import { envelope } from "../wire/envelope.ts";
import { orderToWire } from "../wire/order.ts";

export const getOrder: Handler<"getOrder"> = async ({ path }, ctx) => {
  const order = await get(ctx, path.id, narrowedTo(ctx.credential));
  return { status: 200, body: envelope(orderToWire(order), ctx) };
};
