import { getDelivery, resend } from "@understudy/engine";
import type { Handler } from "../handler.ts";
import { holding } from "../store/holding.ts";
import { enter } from "../store/sandboxes.ts";
import { deliveryToWire } from "../wire/delivery.ts";

export const resendDelivery: Handler<"resendDelivery"> = async ({ path }, { engine }) => {
  const ctx = await enter(engine, path.sandboxId);
  // Read within the transaction, where nobody can have tried it yet.
  const delivery = await holding(engine, ctx, async (held) => getDelivery(held, await resend(held, path.deliveryId)));
  return { status: 201, body: deliveryToWire(delivery) };
};
