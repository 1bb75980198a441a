import { ownMerchant } from "../caller.ts";
import { customerFromWire, customerToWire } from "../customer-wire.ts";
import { envelope } from "../envelope.ts";
import type { Handler } from "../handler.ts";
import { demandShortMetadata } from "../rules/customer.ts";
import { update } from "../store/customers.ts";

export const updateCustomer: Handler<"updateCustomer"> = async ({ path, body }, ctx) => {
  demandShortMetadata(body.metadata);
  const customer = await update(ctx, path.id, ownMerchant(ctx.credential), customerFromWire(body));
  return { status: 200, body: envelope(customerToWire(customer), ctx) };
};
