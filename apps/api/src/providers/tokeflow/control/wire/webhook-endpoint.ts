import type { components } from "@understudy/contracts/tokeflow-control";
import type { EndpointSettings, WebhookEndpoint } from "../../store/webhook-endpoints.ts";

type Schemas = components["schemas"];

export function endpointToWire(endpoint: WebhookEndpoint): Schemas["WebhookEndpoint"] {
  return {
    id: endpoint.id,
    url: endpoint.url,
    // Only what the spec lists is ever written.
    event_types: endpoint.eventTypes.length > 0 ? (endpoint.eventTypes as Schemas["WebhookEventType"][]) : null,
    merchant_id: endpoint.merchantId,
    secret: endpoint.secret,
    active: endpoint.active,
    created_at: endpoint.createdAt.toISOString(),
  };
}

export function endpointFromWire(body: Schemas["WebhookEndpointSettings"]): EndpointSettings {
  return {
    url: body.url,
    eventTypes: body.event_types ?? [],
    merchantId: body.merchant_id ?? null,
    secret: body.secret,
    active: body.active ?? true,
  };
}
