import { ownMerchant } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { get } from "../store/customers.ts";
import { customerToWire } from "../wire/customer.ts";
import { envelope } from "../wire/envelope.ts";

export const getCustomer: Handler<"getCustomer"> = async ({ path }, ctx) => {
  const customer = await get(ctx, path.id, ownMerchant(ctx.credential));
  return { status: 200, body: envelope(customerToWire(customer), ctx) };
};
