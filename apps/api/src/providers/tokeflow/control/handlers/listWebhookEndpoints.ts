import { list } from "../../store/webhook-endpoints.ts";
import type { Handler } from "../handler.ts";
import { paged, positionOf } from "../page.ts";
import { endpointToWire } from "../wire/webhook-endpoint.ts";

export const listWebhookEndpoints: Handler<"listWebhookEndpoints"> = async ({ query }, ctx) => ({
  status: 200,
  body: await paged(query, (page) => list(ctx, page), positionOf, endpointToWire),
});
