import { create } from "../../store/webhook-endpoints.ts";
import { endpointSettings } from "../endpoint-settings.ts";
import type { Handler } from "../handler.ts";
import { endpointToWire } from "../wire/webhook-endpoint.ts";

export const createWebhookEndpoint: Handler<"createWebhookEndpoint"> = async ({ body }, ctx) => {
  const endpoint = await create(ctx, await endpointSettings(ctx, body));
  return { status: 201, body: endpointToWire(endpoint) };
};
