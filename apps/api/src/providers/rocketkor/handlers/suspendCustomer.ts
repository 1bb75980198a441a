import { actorOf } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { setStatus } from "../store/customers.ts";
import { customerToWire } from "../wire/customer.ts";

export const suspendCustomer: Handler<"suspendCustomer"> = async ({ path }, ctx) => {
  const customer = await setStatus(ctx, path.customerId, "SUSPENDED", actorOf(ctx));
  return { status: 200, body: customerToWire(customer) };
};
