import type { Handler } from "../handler.ts";
import * as customers from "../store/customers.ts";
import { customerToWire } from "../wire/customer.ts";

export const getCustomer: Handler<"getCustomer"> = async ({ path }, ctx) => ({
  status: 200,
  body: customerToWire(await customers.getCustomer(ctx, path.customerId)),
});
