import { actorOf } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { replaced } from "../rules/customer-change.ts";
import { changeCustomer } from "../store/customers.ts";
import { contentFromWire, customerToWire } from "../wire/customer.ts";

export const updateCustomer: Handler<"updateCustomer"> = async ({ path, body }, ctx) => {
  const change = { by: actorOf(ctx), now: ctx.now };
  const content = contentFromWire(body);
  const customer = await changeCustomer(ctx, path.customerId, (before) => replaced(before, content, change));
  return { status: 200, body: customerToWire(customer) };
};
