import type { Sandbox, Scenarios } from "@understudy/conformance";
import { customers } from "./scenarios/customers.ts";
import { done, pix } from "./scenarios/given.ts";
import { orders } from "./scenarios/orders.ts";
import { paymentInstruments } from "./scenarios/payment-instruments.ts";
import { refunds } from "./scenarios/refunds.ts";
import { transactions } from "./scenarios/transactions.ts";

export { personas } from "./scenarios/asking.ts";

export const scenarios: Scenarios<"tokeflow"> = {
  ...transactions,
  ...refunds,
  ...orders,
  ...customers,
  ...paymentInstruments,
};

/** Something happens in this world, so that the platform has an event of it to show. */
export async function occasion({ client, world }: Sandbox<"control">): Promise<void> {
  const secretKey = world.credentials.tokeflow?.merchant_key ?? "";
  await done(client("tokeflow", { secretKey }).createTransaction({ body: pix }));
}
