import { replace } from "../../store/webhook-endpoints.ts";
import { endpointSettings } from "../endpoint-settings.ts";
import type { Handler } from "../handler.ts";
import { endpointToWire } from "../wire/webhook-endpoint.ts";

export const putWebhookEndpoint: Handler<"putWebhookEndpoint"> = async ({ path, body }, ctx) => {
  const endpoint = await replace(ctx, path.endpointId, await endpointSettings(ctx, body));
  return { status: 200, body: endpointToWire(endpoint) };
};
