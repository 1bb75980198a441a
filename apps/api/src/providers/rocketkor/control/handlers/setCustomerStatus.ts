import { internal } from "../../rules/actor.ts";
import { setStatus } from "../../store/customers.ts";
import type { Handler } from "../handler.ts";

/** As somebody in the Portal would. */
export const setCustomerStatus: Handler<"setCustomerStatus"> = async ({ path, body }, ctx) => {
  const { id, status } = await setStatus(ctx, path.customerId, body.status, internal);
  return { status: 200, body: { id, status } };
};
