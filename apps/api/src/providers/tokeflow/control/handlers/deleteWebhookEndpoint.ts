import { remove } from "../../store/webhook-endpoints.ts";
import type { Handler } from "../handler.ts";

export const deleteWebhookEndpoint: Handler<"deleteWebhookEndpoint"> = async ({ path }, ctx) => {
  await remove(ctx, path.endpointId);
  return { status: 204 };
};
