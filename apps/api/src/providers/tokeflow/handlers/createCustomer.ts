import { ownMerchant } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { demandShortMetadata } from "../rules/customer.ts";
import { create } from "../store/customers.ts";
import { customerFromWire, customerToWire } from "../wire/customer.ts";
import { envelope } from "../wire/envelope.ts";

export const createCustomer: Handler<"createCustomer"> = async ({ body }, ctx) => {
  demandShortMetadata(body.metadata);
  const { customer, isNew } = await create(ctx, ownMerchant(ctx.credential), customerFromWire(body));
  return { status: isNew ? 201 : 200, body: envelope(customerToWire(customer), ctx) };
};
