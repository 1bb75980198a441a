import { get } from "../../store/webhook-endpoints.ts";
import type { Handler } from "../handler.ts";
import { endpointToWire } from "../wire/webhook-endpoint.ts";

export const getWebhookEndpoint: Handler<"getWebhookEndpoint"> = async ({ path }, ctx) => ({
  status: 200,
  body: endpointToWire(await get(ctx, path.endpointId)),
});
