import type { Context } from "@understudy/engine";
import type { Scene } from "./rules/workflow.ts";
import { findCustomers } from "./store/customers.ts";
import { detailToWire } from "./wire/workflow.ts";

/** A workflow as it is read: with the email of its customer, once there is one. */
export async function detailOf(ctx: Context, scene: Scene) {
  const { customerId } = scene.workflow;
  const [customer] = customerId === null ? [] : await findCustomers(ctx, [customerId]);
  return detailToWire(scene, customer?.primaryEmail ?? null);
}
