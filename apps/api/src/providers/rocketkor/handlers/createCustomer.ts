import { randomUUID } from "node:crypto";
import { actorOf } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { newCustomer } from "../rules/customer-change.ts";
import * as customers from "../store/customers.ts";
import { contentFromWire, customerToWire } from "../wire/customer.ts";

export const createCustomer: Handler<"createCustomer"> = async ({ body }, ctx) => {
  const customer = newCustomer(contentFromWire(body), randomUUID(), { by: actorOf(ctx), now: ctx.now });
  await customers.createCustomer(ctx, customer);
  return { status: 201, body: customerToWire(customer) };
};
