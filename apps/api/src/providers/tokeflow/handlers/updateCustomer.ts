import { ownMerchant } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { demandShortMetadata } from "../rules/customer.ts";
import { update } from "../store/customers.ts";
import { customerFromWire, customerToWire } from "../wire/customer.ts";
import { envelope } from "../wire/envelope.ts";

export const updateCustomer: Handler<"updateCustomer"> = async ({ path, body }, ctx) => {
  demandShortMetadata(body.metadata);
  const customer = await update(ctx, path.id, ownMerchant(ctx.credential), customerFromWire(body));
  return { status: 200, body: envelope(customerToWire(customer), ctx) };
};
