import { ownMerchant } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { list } from "../store/customers.ts";
import { customerToWire } from "../wire/customer.ts";
import { pageEnvelope } from "../wire/envelope.ts";

export const listCustomers: Handler<"listCustomers"> = async ({ query }, ctx) => {
  const paging = { page: query.page ?? 1, limit: query.limit ?? 20 };
  const { total, customers } = await list(ctx, ownMerchant(ctx.credential), query.email, paging);
  return { status: 200, body: pageEnvelope(customers.map(customerToWire), total, paging, ctx) };
};
