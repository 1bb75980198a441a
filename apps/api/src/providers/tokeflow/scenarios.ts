import { done, type Sandbox, type Scenarios } from "@understudy/conformance";
import { customers } from "./scenarios/customers.ts";
import { pix } from "./scenarios/given.ts";
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

/** Something happens in this world and is told, so that the platform has an event and a delivery of it to show. */
export async function occasion({ id: sandboxId, client, world }: Sandbox<"control">): Promise<void> {
  // Nobody listens there: what is told is refused at once, and owed again later.
  const body = { url: "http://127.0.0.1:9/none" };
  await done(client("tokeflow-control", {}).createWebhookEndpoint({ path: { sandboxId }, body }));
  const secretKey = world.credentials.tokeflow?.merchant_key ?? "";
  await done(client("tokeflow", { secretKey }).createTransaction({ body: pix }));
}
